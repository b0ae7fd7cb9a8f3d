package dev.headway.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.time.HelperThreads;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever becomes of the threads that write: nobody waits for them in vain. */
// No interrupt ends a wait for the writer.
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JournalWriterTest {
  private static final Path PATH = Path.of("job.hwj");
  private static final int VALUE_BYTES = 64 * 1024;

  /** As where the system has no more threads. */
  private static final Executor NO_THREADS =
      action -> {
        throw new OutOfMemoryError("unable to create native thread");
      };

  private static JournalWriter writer(ByteFile file, Executor threads) {
    Header header = Header.random();
    SideFile values = new SideFile(new Disk(), PATH, header);
    return new JournalWriter(PATH, file, header, values, 0, false, threads);
  }

  private static void add(JournalWriter writer, int number) {
    byte[] value = new byte[VALUE_BYTES];
    writer.added(
        writer
            .buffer()
            .addTask(
                RecordKind.DONE,
                Tasks.key(number),
                number,
                0,
                1,
                1,
                Records.VALUE,
                value,
                0,
                value.length));
  }

  @Test
  void shouldWriteOnTheCallingThreadWhereThereIsNoOther() throws Exception {
    MemoryFile file = new MemoryFile(new byte[0]);
    int records = 40; // More than a buffer has room for.
    try (JournalWriter writer = writer(file, NO_THREADS)) {
      for (int i = 0; i < records; i++) {
        add(writer, i);
      }

      assertThat(file.size()).isGreaterThan(records * VALUE_BYTES);
      assertThat(writer.problem()).isNull();
    }
  }

  /** As where a library of the program was replaced while it runs. */
  private static final class BrokenFile implements ByteFile {
    @Override
    public long size() {
      return 0;
    }

    @Override
    public long namedSize() {
      return size();
    }

    @Override
    public int read(long position, byte[] to, int offset, int length) {
      return 0;
    }

    @Override
    public void write(long position, byte[] from, int offset, int length) {
      throw new NoClassDefFoundError("some/Class");
    }

    @Override
    public void force() {}

    @Override
    public void truncate(long size) {}

    @Override
    public void close() {}
  }

  @Test
  void shouldLetTasksGoOnWhateverTheWriterThrows() throws Exception {
    try (JournalWriter writer =
        writer(new BrokenFile(), new HelperThreads(2, "headway-journal-test-"))) {
      for (int i = 0; i < 40; i++) {
        add(writer, i);
      }
      writer.writeAll();

      assertThat(writer.problem())
          .hasMessageContaining("cannot be written: java.lang.NoClassDefFoundError: some/Class.");
    }
  }
}
