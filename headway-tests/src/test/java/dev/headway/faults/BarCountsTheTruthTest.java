package dev.headway.faults;

import static dev.headway.faults.Scene.ITEMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Job;
import dev.headway.Results;
import dev.headway.work.TaskFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** The bar counts what is done, and does not wait for what is slow. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BarCountsTheTruthTest {
  private static final Duration AGE = Duration.ofMillis(200);

  /** The first task does not end before the gate is open. */
  private static TaskFunction<Integer, Integer> firstAtTheGate(Marks marks) {
    String gate = Gate.at(marks);
    return x -> {
      if (x == 0) {
        Gate.pass(gate);
      }
      Faults.work(x);
      marks.set("done" + x);
      return x;
    };
  }

  private static void assertTruth(Scene scene, Job<Integer> job) throws Exception {
    Marks marks = scene.marks();
    CompletableFuture<List<Integer>> values;
    Results<Integer, Integer> results = job.map(firstAtTheGate(marks));
    try (Gate gate = Gate.closed(marks)) {
      values = CompletableFuture.supplyAsync(results::toList, call -> new Thread(call).start());
      Eventually.until("39 tasks", () -> marks.names().size() == ITEMS - 1);
      long done =
          marks.names().stream().mapToLong(name -> marks.get(name).nanos()).max().orElseThrow();
      Eventually.until(
          "39 of 40", () -> scene.row() != null && scene.row().counts().settled() == ITEMS - 1);
      Measures.within("29", "age", System.nanoTime() - done, AGE);
      assertThat(scene.row().running()).isEqualTo(1);
      assertThat(scene.row().complete()).isFalse();
      assertThat(values).isNotDone();
      gate.open();
    }
    assertThat(values.get(120, TimeUnit.SECONDS)).hasSize(ITEMS);
    scene.agree(results);
    assertThat(scene.lastRow().complete()).isTrue();
  }

  @FaultTest
  @DisplayName("row 29: the first input is slow; toList, in order")
  void shouldNotWaitForTheOrder() throws Exception {
    try (Scene scene = Scene.processes()) {
      assertTruth(scene, scene.over(inputs()));
    }
  }

  @FaultTest
  @DisplayName("row 29: the first input is slow; toList, as completed")
  void shouldShowAllButTheOneThatRuns() throws Exception {
    try (Scene scene = Scene.processes()) {
      assertTruth(scene, scene.over(ITEMS));
    }
  }

  @FaultTest
  @DisplayName("row 29: the first input is slow; iteration, in order, window(12)")
  void shouldSayWhatAnIterationWaitsFor() throws Exception {
    try (Scene scene = Scene.processes()) {
      assertIteration(scene, scene.over(inputs()).window(12), 11);
    }
  }

  @FaultTest
  @DisplayName("row 29: the first input is slow; iteration, in order, default window")
  void shouldNotHoldUpAnIteration() throws Exception {
    try (Scene scene = Scene.processes()) {
      assertIteration(scene, scene.over(inputs()), ITEMS - 1);
    }
  }

  /** An iteration that gets nothing before the first input is done comes so far, and no farther. */
  private static void assertIteration(Scene scene, Job<Integer> job, int done) throws Exception {
    Marks marks = scene.marks();
    Results<Integer, Integer> results = job.map(firstAtTheGate(marks));
    CompletableFuture<List<Integer>> values;
    try (Gate gate = Gate.closed(marks)) {
      values =
          CompletableFuture.supplyAsync(
              () -> {
                List<Integer> all = new ArrayList<>();
                results.forEach(all::add);
                return all;
              },
              call -> new Thread(call).start());
      Eventually.until(
          done + " of 40", () -> scene.row() != null && scene.row().counts().settled() == done);
      boolean held = done < ITEMS - 1;
      Eventually.until("why", () -> scene.row().note().isEmpty() != held);
      assertThat(results.report().taken()).isEqualTo(done + 1);
      assertThat(scene.row().running()).isEqualTo(1);
      gate.open();
    }
    assertThat(values.get(120, TimeUnit.SECONDS)).isEqualTo(inputs());
    scene.agree(results);
  }

  private static List<Integer> inputs() {
    return IntStream.range(0, ITEMS).boxed().toList();
  }
}
