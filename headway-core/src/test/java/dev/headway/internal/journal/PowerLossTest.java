package dev.headway.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
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
    private final Set<Tracked> files = new HashSet<>();

    @Override
    synchronized ByteFile open(Path path) throws IOException {
      Tracked file = new Tracked(super.open(path), path);
      files.add(file);
      return file;
    }

    @Override
    void forceFolder(Path path) {
      // Names are not lost here.
    }

    /** Decides what is on the disk now. */
    synchronized void crash(Random random) throws IOException {
      for (Tracked each : files) {
        each.crash(random);
      }
    }

    /** Puts that in the place of what there is. */
    synchronized void restore() throws IOException {
      for (Tracked each : files) {
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

    Tracked(ByteFile file, Path path) throws IOException {
      this.file = file;
      this.path = path;
      this.forced = Files.readAllBytes(path);
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
