package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headway.JobException;
import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Counts, by a byte in a file of each input, how often tasks on worker processes begin. */
@Tag("faults")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OncePerInputTest {
  @TempDir private Path directory;

  /** Says that the task of an input has begun. */
  private static void mark(String directory, int input) throws IOException {
    Files.write(
        Path.of(directory, "" + input),
        new byte[] {1},
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private long times(int input) throws IOException {
    Path file = directory.resolve("" + input);
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private void assertOnceAtMost(int inputs) throws IOException {
    for (int input = 0; input < inputs; input++) {
      assertThat(times(input)).as("input " + input).isLessThanOrEqualTo(1);
    }
  }

  private static List<Outcome<Integer, Integer>> all(Results<Integer, Integer> results) {
    List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
    results.outcomes().forEach(outcomes::add);
    return outcomes;
  }

  private static long count(List<Outcome<Integer, Integer>> outcomes, Class<?> kind) {
    return outcomes.stream().filter(kind::isInstance).count();
  }

  private static void interruptOurThreads() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("headway-")) {
        thread.interrupt();
      }
    }
  }

  @Test
  void shouldCrashTheRunningTasksWhenAllThreadsAreInterrupted() throws Exception {
    String place = directory.toString();
    try (Pool pool = Pool.on(Processes.of(2)).quiet()) {
      Results<Integer, Integer> results =
          pool.map(
              IntStream.range(0, 8).boxed().toList(),
              x -> {
                mark(place, x);
                while (x < 2 && !Files.exists(Path.of(place, "go"))) {
                  Thread.onSpinWait();
                }
                return x;
              });
      FutureTask<List<Outcome<Integer, Integer>>> task = new FutureTask<>(() -> all(results));
      new Thread(task, "consumer").start();
      while (times(0) == 0 || times(1) == 0) {
        Thread.onSpinWait();
      }
      interruptOurThreads();
      while (results.report().counts().crashed() < 2) {
        Thread.onSpinWait();
      }
      Files.createFile(directory.resolve("go"));
      List<Outcome<Integer, Integer>> outcomes = Patience.get(task);

      assertThat(outcomes).hasSize(8);
      assertThat(count(outcomes, Outcome.Success.class)).isEqualTo(6);
      assertThat(outcomes.get(1).error())
          .hasMessageContaining("because its thread in this program was interrupted while it ran")
          .hasMessageContaining("task 1 (input: 1)");
      assertThat(results.report().counts().crashed()).isEqualTo(2);
    }
    assertOnceAtMost(8);
  }

  @Test
  void shouldHoldUnderAHailOfInterrupts() throws Exception {
    String place = directory.toString();
    int inputs = 3000;
    try (Pool pool = Pool.on(Processes.of(2)).quiet()) {
      Results<Integer, Integer> results =
          pool.map(
              IntStream.range(0, inputs).boxed().toList(),
              x -> {
                mark(place, x);
                return x;
              });
      FutureTask<List<Outcome<Integer, Integer>>> task = new FutureTask<>(() -> all(results));
      new Thread(task, "consumer").start();
      for (int hit = 0; hit < 4; hit++) {
        int from = 300 + 500 * hit;
        while (!task.isDone() && times(from) == 0) {
          Thread.onSpinWait();
        }
        interruptOurThreads();
      }
      List<Outcome<Integer, Integer>> outcomes = Patience.get(task);

      assertThat(outcomes).hasSize(inputs);
      assertThat(count(outcomes, Outcome.Success.class) + count(outcomes, Outcome.Crashed.class))
          .isEqualTo(inputs);
      assertThat(results.report().counts().crashed())
          .isEqualTo(count(outcomes, Outcome.Crashed.class));
    }
    assertOnceAtMost(inputs);
  }

  @Test
  void shouldHoldForTasksAtTheEdgeOfTheirTime() throws Exception {
    String place = directory.toString();
    int inputs = 60;
    try (Pool pool = Pool.on(Processes.of(2)).quiet()) {
      List<Outcome<Integer, Integer>> outcomes =
          all(
              pool.<Integer>over(IntStream.range(0, inputs).boxed().toList())
                  .timeout(Duration.ofSeconds(1))
                  .map(
                      x -> {
                        mark(place, x);
                        if (x % 20 == 19) {
                          Thread.sleep(1000);
                        }
                        return x;
                      }));

      assertThat(count(outcomes, Outcome.Success.class) + count(outcomes, Outcome.TimedOut.class))
          .as("all in time or late, none crashed")
          .isEqualTo(inputs);
    }
    assertOnceAtMost(inputs);
  }

  /** Readable where it was made, and too much for the program that gets it. */
  static final class Heavy implements Serializable {
    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      throw new OutOfMemoryError("as if it were too large");
    }
  }

  @Test
  void shouldHoldWhenThisProgramHasNoMemoryForAResult() throws Exception {
    String place = directory.toString();
    try (Pool pool = Pool.on(Processes.of(2)).quiet()) {
      Results<Integer, Object> results =
          pool.map(
              IntStream.range(0, 200).boxed().toList(),
              x -> {
                mark(place, x);
                return x == 100 ? new Heavy() : x;
              });

      assertThat(catchThrowableOfType(JobException.class, results::toList)).isNotNull();
    }
    assertOnceAtMost(200);
  }

  /** The thread that waits for results, as in an executor that is shut down. */
  @Test
  void shouldHoldWhenTheThreadThatWaitsIsInterrupted() throws Exception {
    String place = directory.toString();
    try (Pool pool = Pool.on(Processes.of(2)).quiet()) {
      Results<Integer, Integer> results =
          pool.map(
              IntStream.range(0, 50).boxed().toList(),
              x -> {
                mark(place, x);
                Thread.sleep(x < 2 ? Long.MAX_VALUE : 0);
                return x;
              });
      FutureTask<JobException> task =
          new FutureTask<>(() -> catchThrowableOfType(JobException.class, results::toList));
      Thread consumer = new Thread(task, "consumer");
      consumer.start();
      while (times(0) == 0 || times(1) == 0) {
        Thread.onSpinWait();
      }
      consumer.interrupt();

      assertThat(Patience.get(task).outcomes())
          .anyMatch(outcome -> outcome instanceof Outcome.Cancelled);
      assertThat(results.report().counts().cancelled()).isPositive();
    }
    assertOnceAtMost(50);
  }
}
