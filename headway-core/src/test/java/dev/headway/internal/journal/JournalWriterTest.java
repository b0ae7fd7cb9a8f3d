package dev.headway.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

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
}
