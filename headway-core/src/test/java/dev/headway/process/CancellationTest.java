package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.config.ProcessConfig;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class CancellationTest {
  /** Who is to be kept has all the time that a busy machine needs. */
  private final Bench bench =
      new Bench(ProcessConfig.of(4).with(draft -> draft.grace = Patience.LIMIT));

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void shouldInterruptTheTaskAndKeepTheWorker() throws Exception {
    long pid = bench.pid();
    TestBatch<String, Object> batch = TestBatch.of(Tasks::obey, "a", "sleep", "b");
    Thread handler = bench.start(batch);
    batch.awaitReport(0);

    batch.cancelled = true;
    bench.worker.cancel();
    Patience.join(handler);

    assertThat(batch.ends()).containsExactly("succeeded 0");
    assertThat(bench.pid()).isEqualTo(pid);
  }

  /** Cannot be written before the thread that does so is interrupted. */
  static final class Slow implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String file;

    Slow(String file) {
      this.file = file;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      Files.createFile(Path.of(file));
      try {
        Tasks.forEver();
      } catch (InterruptedException e) {
        throw new InterruptedIOException("stopped while it was written");
      }
    }
  }

  @Test
  void shouldNotTakeTheEndOfAResultForAFailure(@TempDir Path directory) throws Exception {
    long pid = bench.pid();
    Path file = directory.resolve("begun");
    TestBatch<Path, Object> batch =
        TestBatch.of(path -> new Slow(path.toString()), file, directory.resolve("never"));
    Thread handler = bench.start(batch);
    while (!Files.exists(file)) {
      Thread.onSpinWait();
    }

    batch.cancelled = true;
    bench.worker.cancel();
    Patience.join(handler);

    assertThat(batch.ends()).isEmpty();
    assertThat(bench.pid()).isEqualTo(pid);
  }

  @Test
  void shouldNotTakeForAResultWhatATaskReturnsSinceItWasCancelled(@TempDir Path directory)
      throws Exception {
    long pid = bench.pid();
    Path file = directory.resolve("begun");
    TestBatch<Path, Integer> batch =
        TestBatch.of(CancellationTest::returnsWhenInterrupted, file, directory.resolve("never"));
    Thread handler = bench.start(batch);
    while (!Files.exists(file)) {
      Thread.onSpinWait();
    }

    batch.cancelled = true;
    bench.worker.cancel();
    Patience.join(handler);

    assertThat(batch.ends()).isEmpty();
    assertThat(bench.pid()).isEqualTo(pid);
  }

  private static int returnsWhenInterrupted(Path begun) throws IOException {
    Files.createFile(begun);
    try {
      Tasks.forEver();
    } catch (InterruptedException e) {
      return -1;
    }
    return 1;
  }

  /** Leaves an interrupt behind when it is written. */
  static final class Rude implements Serializable {
    private static final long serialVersionUID = 1L;

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void shouldNotLetAnInterruptOfAResultCloseTheConnection() throws Exception {
    long pid = bench.pid();
    TestBatch<Integer, Object> batch = bench.perform(TestBatch.of(input -> new Rude(), 1, 2));

    assertThat(batch.ends()).containsExactly("succeeded 0", "succeeded 1");
    assertThat(bench.pid()).isEqualTo(pid);
  }

  @Test
  void shouldKillATaskThatDoesNotHeedTheInterrupt(@TempDir Path directory) throws Exception {
    Duration grace = Duration.ofMillis(500);
    try (Bench deaf = new Bench(ProcessConfig.of(4).with(draft -> draft.grace = grace))) {
      long pid = deaf.pid();
      Path file = directory.resolve("runs");
      TestBatch<String, Object> batch = TestBatch.of(Tasks::spin, file.toString());
      Thread handler = deaf.start(batch);
      while (!Files.exists(file)) {
        Thread.onSpinWait();
      }

      batch.cancelled = true;
      long begin = System.nanoTime();
      deaf.worker.cancel();
      Patience.join(handler);

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(grace);
      Patience.awaitEnd(pid);
      assertThat(batch.ends()).isEmpty();
      assertThat(deaf.pid()).isNotEqualTo(pid);
    }
  }

  @Test
  void shouldReportAnInterruptThatNobodyAskedForAsAFailure() throws Exception {
    TestBatch<Object, Object> batch =
        bench.perform(
            TestBatch.<Object, Object>of(
                input -> {
                  throw new InterruptedException("by itself");
                },
                "a"));

    assertThat(batch.error(0)).isInstanceOf(InterruptedException.class).hasMessage("by itself");
  }

  @Test
  void shouldNotLetAnInterruptReachTheNextTask() throws Exception {
    TestBatch<Integer, Boolean> batch =
        bench.perform(
            TestBatch.<Integer, Boolean>of(
                input -> {
                  boolean before = Thread.currentThread().isInterrupted();
                  Thread.currentThread().interrupt();
                  return before;
                },
                1,
                2,
                3));

    assertThat(List.of(batch.value(0), batch.value(1), batch.value(2)))
        .isEqualTo(List.of(false, false, false));
  }

  @Test
  void shouldSurviveCancelsAtAnyMoment() throws Exception {
    long pid = bench.pid();
    List<Integer> inputs = IntStream.range(0, 200).boxed().toList();
    for (int round = 0; round < 100; round++) {
      TestBatch<Integer, Integer> batch = new TestBatch<>(Tasks::addOne, inputs);
      Thread handler = bench.start(batch);
      for (int spin = 0; spin < round * 50; spin++) {
        Thread.onSpinWait();
      }
      bench.worker.cancel();
      Patience.join(handler);
      assertThat(batch.ends()).allMatch(end -> end.startsWith("succeeded"));
    }
    assertThat(bench.pid()).isEqualTo(pid);
  }

  @Test
  void shouldIgnoreACancelWhileNothingRuns() throws Exception {
    long pid = bench.pid();
    bench.worker.cancel();

    assertThat(bench.pid()).isEqualTo(pid);
  }

  @Test
  void shouldKillTheWorkerWhenItsHandlerIsInterrupted(@TempDir Path directory) throws Exception {
    long pid = bench.pid();
    Path file = directory.resolve("runs"); // A task that has not begun may run again.
    TestBatch<String, Object> batch = TestBatch.of(Tasks::spin, file.toString());
    Thread handler = bench.start(batch);
    while (!Files.exists(file)) {
      Thread.onSpinWait();
    }

    handler.interrupt();
    Patience.join(handler);

    Patience.awaitEnd(pid);
    assertThat(batch.ends()).as("it must not be run again in silence").containsExactly("crashed 0");
    assertThat(batch.error(0))
        .hasMessageContaining("was killed, because its thread in this program was interrupted");
  }
}
