package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.work.TaskFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("faults")
class TimeoutTest {
  /** Short for a test, and long for a quick task on a busy machine. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  /** Never ends in the way that the input names, or returns it. */
  static Object hang(String how) throws Exception {
    switch (how) {
      case "sleep" -> Tasks.forEver();
      case "stop" -> {
        new ProcessBuilder("kill", "-STOP", "" + ProcessHandle.current().pid()).start().waitFor();
        Tasks.forEver();
      }
      case "spin" -> {
        while (true) {
          Thread.onSpinWait();
        }
      }
      case "native" -> {
        Process writer = new ProcessBuilder("sleep", "600").start();
        return writer.getInputStream().read();
      }
      default -> {
        return how;
      }
    }
    return how;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sleep", "stop", "spin", "native"})
  void shouldEndTheTaskThatRunsForTooLong(String how) throws Exception {
    long pid = bench.pid();
    long begin = System.nanoTime();
    TestBatch<String, Object> batch =
        bench.perform(TestBatch.<String, Object>of(TimeoutTest::hang, how, "b").limited(LIMIT));

    assertThat(Duration.ofNanos(batch.nanosOf(0) - begin)).isGreaterThanOrEqualTo(LIMIT);
    assertThat(batch.trail()).containsExactly("started 0", "timed out 0");
    Patience.awaitEnd(pid);
    assertThat(bench.pid()).isNotEqualTo(pid);
  }

  @Test
  void shouldGiveEachTaskOfAClaimItsOwnTime() throws Exception {
    List<Integer> inputs = IntStream.range(0, 6).boxed().toList();
    TestBatch<Integer, Integer> batch =
        new TestBatch<Integer, Integer>(
                input -> {
                  Thread.sleep(1000); // Together they take longer than one may.
                  return input;
                },
                inputs)
            .limited(LIMIT);
    bench.perform(batch);

    assertThat(batch.ends()).hasSize(6).allMatch(end -> end.startsWith("succeeded"));
  }

  @Test
  void shouldEndATaskInTheMiddleOfAClaim() throws Exception {
    TestBatch<String, Object> batch =
        TestBatch.<String, Object>of(TimeoutTest::hang, "a", "b", "sleep", "c").limited(LIMIT);
    bench.perform(batch);

    assertThat(batch.ends()).containsExactly("succeeded 0", "succeeded 1", "timed out 2");
  }

  @Test
  void shouldNotCountTheStartOfTheWorker() throws Exception {
    Processes slow = Processes.of(1).init(() -> Thread.sleep(6000));
    try (Bench starting = new Bench(slow.config())) {
      TestBatch<String, Object> batch = TestBatch.of(TimeoutTest::hang, "a");
      starting.perform(batch.limited(LIMIT));

      assertThat(batch.ends()).containsExactly("succeeded 0");
    }
  }

  /** Its class cannot be initialized in the time of any task. */
  static final class Sluggish {
    static {
      if (System.getProperty(WorkerProtocol.NUMBER) != null) {
        try {
          Thread.sleep(6000);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    static TaskFunction<String, String> function() {
      return input -> input;
    }
  }

  @Test
  void shouldNotCountThatTheFunctionIsRead() throws Exception {
    TestBatch<String, String> batch = TestBatch.of(Sluggish.function(), "a");
    bench.perform(batch.limited(LIMIT));

    assertThat(batch.ends()).containsExactly("succeeded 0");
  }

  @Test
  void shouldKillWhatTheTaskHasStarted(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("pid");
    TestBatch<String, Object> batch =
        TestBatch.<String, Object>of(
                name -> {
                  Files.writeString(Path.of(name), "" + Tasks.leaveBehind("sleep"));
                  Tasks.forEver();
                  return name;
                },
                file.toString())
            .limited(Duration.ofSeconds(10));
    bench.perform(batch);

    assertThat(batch.ends()).containsExactly("timed out 0");
    Patience.awaitEnd(Long.parseLong(Files.readString(file)));
  }

  @Test
  void shouldNotReportTheTaskWhenTheWorkerIsClosed() throws Exception {
    TestBatch<String, Object> batch = TestBatch.of(TimeoutTest::hang, "sleep");
    Thread handler = bench.start(batch.limited(Duration.ofDays(400_000)));
    batch.awaitStarted();
    bench.close();
    Patience.join(handler);

    assertThat(batch.ends()).isEmpty();
  }
}
