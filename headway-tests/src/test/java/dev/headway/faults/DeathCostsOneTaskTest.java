package dev.headway.faults;

import static dev.headway.faults.Scene.FAULTY;
import static dev.headway.faults.Scene.ITEMS;
import static dev.headway.faults.Scene.WORKERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.headway.JobException;
import dev.headway.Results;
import dev.headway.TaskFailedException;
import dev.headway.work.Outcome;
import dev.headway.work.WorkerCrashedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** The kill of a worker costs the task that it ran and no other. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeathCostsOneTaskTest {
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  @FaultTest
  @DisplayName("row 1: a worker is killed in a task; outcomes")
  void shouldKeepAllOthersWhenAWorkerIsKilled() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      Account<Integer, Integer> account = scene.strike(() -> Faults.signal("KILL", marks));

      Deaths.assertOne(account, 137, "SIGKILL (9)");
      Measures.within("1", "report", scene.reportNanos(), HALF_A_SECOND);
      long start = System.nanoTime();
      Set<Long> crew = scene.crew();
      Measures.within("1", "replaced", System.nanoTime() - start, Duration.ofSeconds(2));
      assertThat(crew).doesNotContain(marks.get(Faults.STRUCK).pid());
    }
  }

  @FaultTest
  @DisplayName("row 1: a worker is killed in a task; values")
  void shouldCarryWhatIsDoneWhenAWorkerIsKilled() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      Results<Integer, Integer> marked =
          scene
              .over(ITEMS)
              .map(
                  x -> {
                    if (x >= FAULTY) {
                      marks.await("go");
                    }
                    if (x == FAULTY) {
                      Faults.signal("KILL", marks);
                    }
                    return x;
                  });
      FutureTask<Void> allDone =
          new FutureTask<>(
              () -> {
                for (int before = 0; before < FAULTY; before++) {
                  scene.awaitSuccessor(before);
                }
                marks.set("go");
                return null;
              });
      new Thread(allDone, "all done").start();
      JobException thrown = scene.failingValues(TaskFailedException.class, marked);
      allDone.get();

      assertThat(thrown.outcomes())
          .filteredOn(one -> one.index() < FAULTY)
          .hasSize(FAULTY)
          .allMatch(Outcome::succeeded);
      assertThat(thrown.outcomes().get(FAULTY)).isInstanceOf(Outcome.Crashed.class);
      assertThat(thrown).hasCauseInstanceOf(WorkerCrashedException.class);
      scene.assertWhole();
    }
  }

  @FaultTest
  @DisplayName("row 1b: an idle worker is killed between two calls")
  void shouldServeTheNextCallWhenAnIdleWorkerWasKilled() throws Exception {
    try (Scene scene = Scene.processes()) {
      long victim = scene.crew().iterator().next();
      assertThat(ProcessHandle.of(victim).orElseThrow().destroyForcibly()).isTrue();

      Account<Integer, Integer> account = scene.account(scene.over(32).map(Faults::work));

      assertThat(account.report().counts().succeeded()).isEqualTo(32);
      Measures.record("1b", "next call of 32", account.nanos() / 1e9, 0);
      assertThat(scene.crew()).doesNotContain(victim);
    }
  }

  @FaultTest
  @DisplayName("row 1c: a worker is killed while it sends a large result")
  void shouldDropAResultThatWasCutShort() throws Exception {
    int size = (Boolean.getBoolean("faults.large") ? 400 : 64) << 20;
    boolean struck = false;
    long deadline = System.nanoTime() + Eventually.LIMIT.toNanos();
    while (!struck && System.nanoTime() < deadline) {
      try (Scene scene = Scene.processes()) {
        Marks marks = scene.marks();
        Account<Integer, byte[]> account =
            scene.account(
                scene
                    .over(ITEMS)
                    .map(
                        x -> {
                          if (x == FAULTY) {
                            byte[] large = new byte[size];
                            Faults.killWhileSending(marks);
                            return large;
                          }
                          Faults.work(x);
                          return new byte[] {(byte) (int) x};
                        }));
        // A result that came through before the signal did is a result.
        struck = !account.of(FAULTY).succeeded();
        Measures.record("1c", "struck", struck ? 1 : 0, 1);
        if (struck) {
          assertThat(account.onlyFaulty(FAULTY, ITEMS))
              .asInstanceOf(type(Outcome.Crashed.class))
              .satisfies(crashed -> assertThat(crashed.error()).hasMessageContaining("SIGKILL"));
          Measures.within("1c", "report", scene.reportNanos(), HALF_A_SECOND);
        }
        if (!struck) {
          continue; // The kill is still on its way, and may cost another task.
        }
        assertThat(account.outcomes())
            .filteredOn(one -> one.index() != FAULTY)
            .allSatisfy(
                one ->
                    assertThat(((Outcome.Success<?, ? extends byte[]>) one).value())
                        .containsExactly((byte) one.index()));
        scene.assertWhole();
      }
    }
    assertThat(struck).as("a kill in the middle of sending").isTrue();
  }

  @FaultTest
  @DisplayName("row 1d: all workers are killed")
  void shouldGoOnWhenAllWorkersAreKilled() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      Thread killer =
          new Thread(
              () -> {
                for (int x = 0; x < WORKERS; x++) {
                  marks.await("stuck" + x);
                }
                for (int x = 0; x < WORKERS; x++) {
                  ProcessHandle.of(marks.get("stuck" + x).pid()).orElseThrow().destroyForcibly();
                }
              });
      killer.start();
      Account<Integer, Integer> account =
          scene.account(
              scene
                  .over(ITEMS)
                  .map(
                      x -> {
                        if (x < WORKERS) {
                          marks.set("stuck" + x);
                          Faults.forEver();
                        }
                        return Faults.work(x);
                      }));

      assertThat(account.report().counts().succeeded()).isEqualTo(ITEMS - WORKERS);
      assertThat(account.report().counts().crashed()).isEqualTo(WORKERS);
      scene.assertWhole();
    }
  }

  @FaultTest
  @DisplayName("row 1e: every task kills its worker")
  void shouldGiveUpWhenEveryTaskKillsItsWorker() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      Results<Integer, Integer> results =
          scene
              .over(ITEMS)
              .map(
                  x -> {
                    marks.set("dies" + ProcessHandle.current().pid());
                    Faults.signal("KILL", marks);
                    return x;
                  });
      long start = System.nanoTime();
      List<Outcome<?, ?>> delivered = new ArrayList<>();
      JobException thrown = scene.failingOutcomes(results, delivered);

      Measures.within("1e", "given up", System.nanoTime() - start, Duration.ofSeconds(5));
      assertThat(thrown).hasMessageContaining("5 workers died one after the other");
      assertThat(delivered).noneMatch(Outcome::succeeded);
      assertThat(thrown.outcomes()).noneMatch(Outcome::succeeded);
      long spawned = marks.names().stream().filter(name -> name.startsWith("dies")).count();
      Measures.record("1e", "processes", spawned, WORKERS + 5);
      assertThat(spawned).isLessThanOrEqualTo(WORKERS + 5);
      scene.assertWhole();
    }
  }
}
