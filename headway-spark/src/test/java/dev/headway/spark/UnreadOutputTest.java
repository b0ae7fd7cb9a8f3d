package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import dev.headway.work.WorkerListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What tasks print while nobody reads the output of the driver waits with its task. */
@Tag("faults")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnreadOutputTest {
  private static final int MEBIBYTES = 64;

  /** A driver holds less than one, and the pipes of a process nearly nothing. */
  private static final int MAX_AHEAD = 8;

  /** So many looks without a change mean that the task waits. */
  private static final int STANDSTILL = 100;

  private static @Nullable JavaSparkContext context;

  @TempDir Path folder;
  private final PrintStream before = System.out;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayRead = new CountDownLatch(1);
  private long read; // Written by one thread at a time, and read at the end.

  @BeforeAll
  static void open() throws IOException {
    context = SharedContext.get();
  }

  @AfterEach
  void restore() {
    mayRead.countDown();
    System.setOut(before);
  }

  /** Each letter is counted once it may be read. */
  private final class SlowReader extends OutputStream {
    @Override
    public void write(int letter) {
      write(new byte[] {(byte) letter}, 0, 1);
    }

    @Override
    public void write(byte[] text, int from, int length) {
      begun.countDown();
      try {
        mayRead.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("The test was ended.", e);
      }
      for (int i = from; i < from + length; i++) {
        read += text[i] == 'x' ? 1 : 0;
      }
    }
  }

  /** Notes after each mebibyte how many there were. */
  private static int printMuch(String folder, int mebibytes) throws IOException {
    byte[] line = ("x".repeat(1023) + "\n").getBytes(StandardCharsets.US_ASCII);
    for (int each = 1; each <= mebibytes; each++) {
      for (int i = 0; i < 1024; i++) {
        System.out.write(line, 0, line.length);
      }
      System.out.flush();
      Files.createFile(Path.of(folder, "" + each));
    }
    return mebibytes;
  }

  private int printed() {
    return Objects.requireNonNull(folder.toFile().list()).length;
  }

  @Test
  void shouldHoldUpTasksThatPrint() throws Exception {
    System.setOut(new PrintStream(new SlowReader(), true, StandardCharsets.US_ASCII));
    String notes = folder.toString();
    try (Pool pool = Pool.on(Spark.on(Objects.requireNonNull(context)).slots(4)).quiet()) {
      CompletableFuture<List<Integer>> values =
          CompletableFuture.supplyAsync(
              () -> pool.map(List.of(MEBIBYTES), count -> printMuch(notes, count)).toList());
      begun.await();
      awaitStandstill();
      int ahead = printed();
      mayRead.countDown(); // First: a pool waits for it.
      assertThat(ahead).as("mebibytes that nobody reads").isLessThanOrEqualTo(MAX_AHEAD);
      assertThat(values.join()).containsExactly(MEBIBYTES);
    }
    assertThat(read).as("nothing is lost").isEqualTo(MEBIBYTES * 1024L * 1023);
  }

  private void awaitStandstill() {
    int[] looks = {0, 0};
    Await.until(
        "end of the printing",
        () -> {
          int now = printed();
          looks[1] = now == looks[0] ? looks[1] + 1 : 0;
          looks[0] = now;
          return now > MAX_AHEAD || looks[1] > STANDSTILL;
        });
  }

  @Test
  void shouldNotEndBeforeWhatWasPrintedLastIsRead() throws Exception {
    LateOutput late = new LateOutput();
    WorkerOutput output =
        new WorkerOutput(
            0,
            (worker, stream, text, lineContinues) -> {
              try (SlowReader reader = new SlowReader()) {
                reader.write(text, 0, text.length);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    byte[] text = ExecutorFacts.printed(WorkerListener.Output.OUT, new byte[] {'x'}, false);
    List<TaskEvent> events =
        List.of(new TaskEvent(TaskEvent.Kind.PRINTED, TaskEvent.WHOLE_BATCH, text));
    late.pass(output, events);
    late.pass(output, events);
    Thread end = new Thread(late::close);
    end.start();
    end.join(3000); // It gave up after two seconds.
    assertThat(late.isHeldUp()).isTrue();
    assertThat(output.waiting()).as("the second").isEqualTo(text.length);

    mayRead.countDown();
    end.join();
    assertThat(read).isEqualTo(2);
    assertThat(output.waiting()).isZero();
  }
}
