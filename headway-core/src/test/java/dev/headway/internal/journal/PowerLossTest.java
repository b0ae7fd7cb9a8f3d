package dev.headway.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any part of what was written since the last sync is on the disk after a loss of power, in blocks:
 * each new, as it was, or zeros where there was nothing.
 */
class PowerLossTest {
  private static final int BLOCK = 4096;
  private static final int CRASHES = 25;

  @TempDir Path folder;

  @Test
  void shouldKeepAllThatWasSynced() throws IOException {
    Random random = new Random(18);
    Path path = folder.resolve("x.hwj");
    Set<Integer> synced = new HashSet<>();
    int number = 0;
    int lost = 0;
    for (int crash = 0; crash < CRASHES; crash++) {
      UnsyncedDisk disk = new UnsyncedDisk();
      JournalFile journal = JournalFile.open(Tasks.settings(path), disk);
      for (int i : synced) {
        assertThat(stored(journal, i)).as("synced, then crash %s", crash).isEqualTo(value(i));
      }
      Set<Integer> added = new HashSet<>();
      int rounds = random.nextInt(4);
      for (int round = 0; round <= rounds; round++) {
        long ticket = 0;
        int count = random.nextInt(400);
        for (int i = 0; i < count; i++) {
          added.add(number);
          ticket = done(journal, number++, i % 200 == 0);
          if (i % 100 == 0) {
            journal.flush();
          }
        }
        journal.flush();
        if (round < rounds) {
          journal.awaitSynced(ticket);
          synced.addAll(added);
        }
      }
      disk.crash(random);
      journal.close();
      disk.restore();

      try (JournalFile after = JournalFile.open(Tasks.settings(path), new UnsyncedDisk())) {
        for (int i : added) {
          String stored = stored(after, i);
          assertThat(stored).as("written, then crash %s", crash).isIn(value(i), null);
          lost += stored == null ? 1 : 0;
          if (stored != null) {
            synced.add(i);
          }
        }
      }
      if (synced.size() > 2000) {
        synced.clear();
        Files.delete(path);
      }
    }
    assertThat(lost).as("records that a crash took, so that it was one").isPositive();
  }

  /** A long value, its record and their names are in no danger once the next program has them. */
  @Test
  void shouldSyncWhatAKilledProgramHasWritten() throws IOException {
    Path killed = Files.createDirectory(folder.resolve("killed"));
    try (JournalFile journal = Tasks.open(folder.resolve("x.hwj"))) {
      done(journal, 1, true);
      done(journal, 2, false);
      journal.flush();
      copyTo(killed);
    }
    UnsyncedDisk disk = new UnsyncedDisk();
    disk.syncedBefore = false;
    Path path = killed.resolve("x.hwj");
    JournalFile next = JournalFile.open(Tasks.durable(path), disk);
    assertThat(stored(next, 1)).as("it is delivered").isEqualTo(value(1));
    assertThat(stored(next, 2)).isEqualTo(value(2));
    disk.loseUnsynced();
    next.close();
    disk.restore();

    assertThat(disk.namesSynced).isTrue();
    try (JournalFile after = Tasks.open(path)) {
      assertThat(stored(after, 1)).isEqualTo(value(1));
      assertThat(stored(after, 2)).isEqualTo(value(2));
    }
  }

  /** All files but the lock, as a kill at this moment leaves them. */
  private void copyTo(Path other) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        if (!each.toString().endsWith(".lock")) {
          Files.copy(each, other.resolve(each.getFileName()));
        }
      }
    }
  }

  private static @Nullable String stored(JournalFile journal, int number) {
    String stored = Tasks.stored(journal, number);
    return stored == null ? null : stored.replace("\0", "");
  }

  private static String value(int number) {
    return "value " + number;
  }

  private static long done(JournalFile journal, int number, boolean aside) {
    if (!aside) {
      return Tasks.done(journal, number);
    }
    byte[] value = Arrays.copyOf(Tasks.value(number), Records.MAX_INLINE + 1);
    return journal.done(Tasks.key(number), number, 0, 1, 1, value, 0, value.length);
  }

  /** Knows what each file had when it was last synced. */
  private static final class UnsyncedDisk extends Disk {
    private final Map<Path, Tracked> files = new HashMap<>();
    private boolean syncedBefore = true;
    private boolean namesSynced;

    @Override
    synchronized ByteFile open(Path path) throws IOException {
      byte[] synced = syncedBefore ? Files.readAllBytes(path) : new byte[0];
      Tracked before = files.get(path);
      Tracked file = new Tracked(super.open(path), path, before == null ? synced : before.forced);
      files.put(path, file);
      return file;
    }

    @Override
    void forceFolder(Path path) {
      namesSynced = true; // Names are not lost here.
    }

    /** Leaves on the disk only what must be there. */
    synchronized void loseUnsynced() {
      for (Tracked each : files.values()) {
        each.left = each.forced;
      }
    }

    /** Decides what is on the disk now. */
    synchronized void crash(Random random) throws IOException {
      for (Tracked each : files.values()) {
        each.crash(random);
      }
    }

    /** Puts that in the place of what there is. */
    synchronized void restore() throws IOException {
      for (Tracked each : files.values()) {
        if (each.left != null) {
          Files.write(each.path, each.left);
        }
      }
    }
  }

  private static final class Tracked implements ByteFile {
    private final ByteFile file;
    private final Path path;
    private byte[] forced;
    private byte[] left;

    Tracked(ByteFile file, Path path, byte[] synced) {
      this.file = file;
      this.path = path;
      this.forced = synced;
    }

    synchronized void crash(Random random) throws IOException {
      if (!Files.exists(path)) {
        return; // It was renamed.
      }
      byte[] now = Files.readAllBytes(path);
      int size = forced.length + random.nextInt(Math.max(0, now.length - forced.length) + 1);
      byte[] result = random.nextInt(5) == 0 ? Arrays.copyOf(now, now.length) : new byte[size];
      byte[] stale = Arrays.copyOf(forced, result.length);
      for (int block = 0; block < result.length; block += BLOCK) {
        int end = Math.min(block + BLOCK, result.length);
        System.arraycopy(random.nextInt(3) > 0 ? now : stale, block, result, block, end - block);
      }
      left = result;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public long namedSize() throws IOException {
      return file.namedSize();
    }

    @Override
    public int read(long position, byte[] to, int offset, int length) throws IOException {
      return file.read(position, to, offset, length);
    }

    @Override
    public synchronized void write(long position, byte[] from, int offset, int length)
        throws IOException {
      file.write(position, from, offset, length);
    }

    @Override
    public synchronized void force() throws IOException {
      forced = Files.readAllBytes(path);
    }

    @Override
    public synchronized void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
