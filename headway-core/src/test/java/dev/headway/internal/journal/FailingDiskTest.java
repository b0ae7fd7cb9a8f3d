package dev.headway.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whichever call of the disk fails: what was acknowledged is there, and the file is whole. */
// A failure that is not told of would be waited for: no interrupt ends that.
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailingDiskTest {
  private static final int ROUNDS = 12;
  private static final int MAX_CALLS = 1000;

  @TempDir Path folder;

  @Test
  void shouldSurviveEachCallThatFailsOnce() throws IOException {
    int failed = 0;
    for (int n = 0; n < MAX_CALLS && failed == n; n++) {
      int bad = n;
      Path path = folder.resolve(n + ".hwj");
      failed += hasFailed(path, call -> call == bad) ? 1 : 0;
      assertThat(Disk.with(path, ".torn-1")).as("half of a record").doesNotExist();
    }
    assertThat(failed).isBetween(2 * ROUNDS, MAX_CALLS - 1);
  }

  @Test
  void shouldSurviveADiskThatFailsForGood() throws IOException {
    int failed = 0;
    for (int n = 0; n < MAX_CALLS && failed == n; n++) {
      int bad = n;
      failed += hasFailed(folder.resolve(n + ".hwj"), call -> call >= bad) ? 1 : 0;
    }
    assertThat(failed).isBetween(2 * ROUNDS, MAX_CALLS - 1);
  }

  private static boolean hasFailed(Path path, IntPredicate failing) throws IOException {
    try (JournalFile before = Tasks.open(path)) {
      Tasks.done(before, 1000);
    }
    byte[] large = new byte[Records.MAX_INLINE + 1];
    DyingDisk disk = new DyingDisk(failing);
    Set<Integer> acknowledged = new HashSet<>(Set.of(1000));
    boolean failed;
    try {
      JournalFile journal = JournalFile.open(Tasks.durable(path), disk);
      for (int i = 0; i < ROUNDS; i++) {
        if (i == ROUNDS / 2) {
          journal.done(Tasks.key(2000), 2000, 0, 1, 1, large, 0, large.length);
        }
        long ticket = Tasks.done(journal, i);
        journal.awaitSynced(ticket);
        if (journal.isComplete()) {
          acknowledged.add(i);
        }
      }
      journal.close();
      failed = !journal.isComplete();
      assertThat(journal.problem() != null).isEqualTo(failed);
    } catch (JournalException e) {
      failed = true; // Before any work started.
    }
    try (JournalFile after = Tasks.open(path)) {
      for (int i : acknowledged) {
        assertThat(Tasks.stored(after, i)).as("acknowledged").isEqualTo("value " + i);
      }
      for (int i = 0; i < ROUNDS; i++) {
        assertThat(Tasks.stored(after, i)).isIn("value " + i, null);
      }
      StoredTask aside = after.find(Tasks.key(2000));
      assertThat(aside == null ? null : after.value(aside)).isIn(large, null);
    }
    assertThat(Files.exists(Disk.with(path, ".new"))).isFalse();
    return failed;
  }

  @Test
  void shouldLeaveNoCopyOfLongValuesIfACompactionFails() throws IOException {
    Path path = folder.resolve("x.hwj");
    byte[] large = new byte[Records.MAX_INLINE + 1];
    try (JournalFile journal = Tasks.open(path)) {
      journal.done(Tasks.key(1), 1, 0, 1, 1, large, 0, large.length);
    }
    boolean failed = true;
    int n = 0;
    for (; n < MAX_CALLS && failed; n++) {
      int bad = n;
      try {
        new JournalTool(path, new DyingDisk(call -> call == bad)).compact();
        failed = false;
      } catch (JournalException e) {
        failed = true;
      }
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.filter(each -> each.toString().contains(".values-"))).hasSize(1);
      }
    }
    assertThat(n).isBetween(4, MAX_CALLS - 1);
  }

  @Test
  void shouldSayThatADiskIsFull() {
    Path path = folder.resolve("x.hwj");
    DyingDisk disk = new DyingDisk();
    JournalFile journal = JournalFile.open(Tasks.settings(path), disk);
    disk.die();
    Tasks.done(journal, 1);
    journal.flush();

    assertThat(journal.isComplete()).isFalse();
    assertThat(journal.problem())
        .hasMessage(
            "The journal "
                + path
                + " cannot be written: no space left on device. What was recorded before counts;"
                + " this run records nothing more.");
    Tasks.done(journal, 2);
    journal.close();
  }

  @Test
  void shouldNeverTryAFailedSyncAgain() {
    Path path = folder.resolve("x.hwj");
    int[] syncs = {0};
    Disk disk =
        new Disk() {
          @Override
          ByteFile open(Path file) throws IOException {
            return new FailingSync(super.open(file), syncs);
          }
        };
    JournalFile journal = JournalFile.open(Tasks.durable(path), disk);
    int before = syncs[0];
    syncs[0] = FailingSync.BROKEN;
    long ticket = Tasks.done(journal, 1);
    journal.awaitSynced(ticket);
    journal.awaitSynced(Tasks.done(journal, 2));
    journal.close();

    assertThat(before).isPositive();
    assertThat(syncs[0]).isEqualTo(FailingSync.BROKEN + 1);
    assertThat(journal.problem())
        .hasMessageEndingWith(
            "cannot be brought to the disk: input/output error. What was recorded since this last"
                + " succeeded does not count; this run records nothing more.");
    try (JournalFile after = Tasks.open(path)) {
      assertThat(after.known()).isZero();
    }
  }

  private record FailingSync(ByteFile file, int[] syncs) implements ByteFile {
    static final int BROKEN = 1000;

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
    public void write(long position, byte[] from, int offset, int length) throws IOException {
      file.write(position, from, offset, length);
    }

    @Override
    public void force() throws IOException {
      synchronized (syncs) {
        if (syncs[0]++ >= BROKEN) {
          throw new IOException("Input/output error");
        }
      }
      file.force();
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
