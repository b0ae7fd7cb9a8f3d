package dev.headway.faults;

import static dev.headway.faults.Scene.ITEMS;
import static dev.headway.faults.Scene.WORKERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.JobException;
import dev.headway.Results;
import dev.headway.work.Outcome;
import dev.headway.work.WorkerStartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** Workers that cannot start end the run with the reason, and are not started for ever. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartFailureIsToldTest {
  private static final Duration BOUND = Duration.ofSeconds(3);

  @FaultTest
  @DisplayName("row 26: the JVM of the workers refuses an option")
  void shouldQuoteAJvmThatRefusesAnOption() throws Exception {
    try (Scene scene = Scene.processes();
        Shim shim = Shim.use(scene.marks(), "set -- -XX:+NoSuchFlag \"$@\"")) {
      Results<Integer, Integer> results = scene.over(ITEMS).map(Faults::work);
      long start = System.nanoTime();
      List<Outcome<?, ?>> delivered = new ArrayList<>();
      JobException thrown = scene.failingOutcomes(results, delivered);

      Measures.within("26", "bad option", System.nanoTime() - start, BOUND);
      assertThat(thrown)
          .hasCauseInstanceOf(WorkerStartException.class)
          .hasMessageContaining("exited with status 1")
          .hasMessageContaining("NoSuchFlag");
      assertThat(thrown.getMessage().lines()).hasSize(1); // The rest is told once, by its cause.
      assertThat(thrown.getCause()).hasMessageContaining("bin/java");
      assertThat(shim.starts()).isBetween(1, WORKERS + 2);
      Measures.record("26", "processes", shim.starts(), WORKERS + 2);
      shim.end();
      scene.assertWhole();
    }
  }

  @FaultTest
  @DisplayName("row 26: the class path of the workers lacks the function")
  void shouldSayThatTheFunctionIsNotOnTheClassPath() throws Exception {
    String classPath = System.getProperty("java.class.path");
    try (Scene scene = Scene.processes()) {
      System.setProperty("java.class.path", "/nonexistent");
      long start = System.nanoTime();
      Account<Integer, Integer> account = scene.account(scene.over(ITEMS).map(Faults::work));

      Measures.within("26", "no class path", System.nanoTime() - start, BOUND);
      assertThat(account.report().counts().failed()).isEqualTo(ITEMS);
      assertThat(account.outcomes())
          .allSatisfy(
              one ->
                  assertThat(one.error())
                      .hasMessageContaining("class path")
                      .hasMessageContaining("dev.headway.faults."));
      assertThat(scene.left()).hasSizeBetween(1, WORKERS);
    } finally {
      System.setProperty("java.class.path", classPath);
    }
  }

  @FaultTest
  @DisplayName("row 26: the state of a worker cannot be made")
  void shouldNotStartWorkersForEverWhenTheirStateFails() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      long start = System.nanoTime();
      Account<Integer, Integer> account =
          scene.account(
              scene
                  .over(ITEMS)
                  .map(
                      () -> {
                        marks.set("process" + ProcessHandle.current().pid());
                        throw new IllegalStateException("no state today");
                      },
                      (Integer state, Integer x) -> x));

      Measures.within("26", "no state", System.nanoTime() - start, BOUND);
      assertThat(account.report().counts().failed()).isEqualTo(ITEMS);
      assertThat(account.outcomes())
          .allSatisfy(one -> assertThat(one.error()).hasStackTraceContaining("no state today"));
      assertThat(marks.names()).hasSizeBetween(1, WORKERS + 2);
      scene.assertWhole();
    }
  }

  @FaultTest
  @DisplayName("row 26: the making of a worker's state ends the worker")
  void shouldGiveUpWhenTheStateEndsEachWorker() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      Results<Integer, Integer> results =
          scene
              .over(ITEMS)
              .map(
                  () -> {
                    marks.set("process" + ProcessHandle.current().pid());
                    System.exit(1);
                    return 0;
                  },
                  (Integer state, Integer x) -> x);
      long start = System.nanoTime();
      List<Outcome<?, ?>> delivered = new ArrayList<>();
      JobException thrown = scene.failingOutcomes(results, delivered);

      Measures.within("26", "exit in state", System.nanoTime() - start, BOUND);
      assertThat(thrown).hasMessageContaining("workers died one after the other");
      assertThat(delivered).noneMatch(Outcome::succeeded);
      assertThat(thrown.outcomes()).noneMatch(Outcome::succeeded);
      List<String> processes = marks.names();
      Measures.record("26", "processes that exit", processes.size(), WORKERS + 5);
      assertThat(processes).hasSizeBetween(1, WORKERS + 5);
      scene.assertWhole();
    }
  }
}
