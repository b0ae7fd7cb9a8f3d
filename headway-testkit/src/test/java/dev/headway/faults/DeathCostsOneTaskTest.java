package dev.headway.faults;

import static dev.headway.faults.Scene.FAULTY;
import static dev.headway.faults.Scene.ITEMS;
import static dev.headway.faults.Scene.WORKERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headway.JobException;
import dev.headway.Results;
import dev.headway.TaskFailedException;
import dev.headway.work.Outcome;
import dev.headway.work.WorkerCrashedException;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** The death of a worker, in whatever way, costs the task that it ran and no other. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeathCostsOneTaskTest {
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static WorkerCrashedException assertOneDeath(
      Account<Integer, Integer> account, int status, String message) {
    Outcome<? extends Integer, ? extends Integer> faulty = account.onlyFaulty(FAULTY, ITEMS);
    assertThat(faulty).isInstanceOf(Outcome.Crashed.class);
    WorkerCrashedException error = ((Outcome.Crashed<?, ?>) faulty).error();
    assertThat(error).hasMessageContaining("task " + FAULTY + " (input: " + FAULTY + ")");
    assertThat(error).hasMessageContaining(message);
    assertThat(error.exitStatus()).isEqualTo(status);
    return error;
  }

  @FaultTest
  @DisplayName("row 1: a worker is killed in a task; outcomes")
  void shouldKeepAllOthersWhenAWorkerIsKilled() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      Account<Integer, Integer> account = scene.strike(() -> Faults.signal("KILL", marks));

      assertOneDeath(account, 137, "SIGKILL (9)");
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
                    if (x == FAULTY) {
                      for (int before = 0; before < FAULTY; before++) {
                        marks.await("done" + before);
                      }
                      Faults.signal("KILL", marks);
                    }
                    marks.set("done" + x);
                    return x;
                  });
      JobException thrown = scene.failingValues(TaskFailedException.class, marked);

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
    for (int attempt = 0; attempt < 5 && !struck; attempt++) {
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

  private static void assertCrashIsDescribed(Scene scene, Fault fault, String row)
      throws IOException {
    Account<Integer, Integer> account = scene.strike(fault);

    WorkerCrashedException error = assertOneDeath(account, 134, "SIGABRT (6)");
    assertThat(error.crashFile()).isNotNull().exists();
    assertThat(error).hasMessageContaining(error.crashFile().toString());
    assertThat(Files.readString(error.crashFile())).contains("SIGSEGV");
    Files.delete(error.crashFile());
    Measures.within(row, "report", scene.reportNanos(), SECOND);
    scene.assertWhole();
  }

  @FaultTest
  @DisplayName("row 2: SIGSEGV from outside")
  void shouldFindTheDescriptionOfACrashBySignal() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      assertCrashIsDescribed(scene, () -> Faults.signal("SEGV", marks), "2");
    }
  }

  @FaultTest
  @DisplayName("row 2: a null pointer in native code")
  void shouldFindTheDescriptionOfACrashInNativeCode() throws Exception {
    assumeTrue(Runtime.version().feature() < 24, "later ones deny what this needs");
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      assertCrashIsDescribed(
          scene,
          () -> {
            marks.set(Faults.STRUCK);
            Faults.putAddressZero();
          },
          "2");
    }
  }

  private static void assertExit(int status, boolean halt) throws IOException {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      Account<Integer, Integer> account =
          scene.strike(
              () -> {
                marks.set(Faults.STRUCK);
                if (halt) {
                  Runtime.getRuntime().halt(status);
                }
                System.exit(status);
              });

      WorkerCrashedException error =
          assertOneDeath(account, status, "exited with status " + status + " (");
      assertThat(error).hasMessageContaining(halt ? "Runtime.halt" : "the task called System.exit");
      Measures.within("3", halt ? "halt" : "exit", scene.reportNanos(), HALF_A_SECOND);
      scene.assertWhole();
    }
  }

  @FaultTest
  @DisplayName("row 3: a task calls System.exit(0)")
  void shouldNotTakeAnExitWithoutErrorForAnEnd() throws Exception {
    assertExit(0, false);
  }

  @FaultTest
  @DisplayName("row 3: a task calls System.exit(3)")
  void shouldNotAdoptTheStatusOfATask() throws Exception {
    assertExit(3, false);
  }

  @FaultTest
  @DisplayName("row 3: a task calls Runtime.halt(0)")
  void shouldNotTakeAHaltWithoutErrorForAnEnd() throws Exception {
    assertExit(0, true);
  }

  @FaultTest
  @DisplayName("row 3: a task calls Runtime.halt(3)")
  void shouldTellAHaltFromAnExit() throws Exception {
    assertExit(3, true);
  }

  /** Its worker reports the error, or ends with it. */
  private static void assertOutOfMemory(Scene scene, Account<Integer, Integer> account)
      throws IOException {
    assertThat(account.onlyFaulty(FAULTY, ITEMS).error())
        .satisfies(error -> assertThat(error.toString()).contains("OutOfMemoryError"));
    Measures.within("4", "report", scene.reportNanos(), SECOND);
    scene.assertWhole();
  }

  @FaultTest
  @DisplayName("row 4: out of memory in a task")
  void shouldSayThatATaskUsedUpTheMemory() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      assertOutOfMemory(
          scene,
          scene.strike(
              () -> {
                marks.set(Faults.STRUCK);
                Faults.exhaust();
              }));
    }
  }

  /** Uses up the memory of the worker that sends it. */
  static final class Gluttonous implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Marks marks;

    Gluttonous(Marks marks) {
      this.marks = marks;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      marks.set(Faults.STRUCK);
      Faults.exhaust();
    }
  }

  @FaultTest
  @DisplayName("row 4: out of memory in encoding a result")
  void shouldSayThatAResultUsedUpTheMemory() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      Account<Integer, Object> account =
          scene.account(
              scene
                  .over(ITEMS)
                  .map(x -> x == FAULTY ? new Gluttonous(marks) : (Object) Faults.work(x)));

      assertThat(account.onlyFaulty(FAULTY, ITEMS).error())
          .satisfies(error -> assertThat(error.toString()).contains("OutOfMemoryError"));
      Measures.within("4", "report", scene.reportNanos(), SECOND);
      scene.assertWhole();
    }
  }
}
