package dev.headway.faults;

import static dev.headway.faults.Scene.FAULTY;
import static dev.headway.faults.Scene.ITEMS;
import static dev.headway.faults.Scene.WORKERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headway.process.Processes;
import dev.headway.work.WorkerCrashedException;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** A task that crashes, ends or fills its worker costs itself and no other. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TaskEndsWorkerTest {
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A JVM that exits on a busy machine is not to be killed before it has. */
  private static final Duration TIME_TO_EXIT = Duration.ofMinutes(1);

  private static void assertCrashIsDescribed(Scene scene, Fault fault, String row)
      throws IOException {
    Account<Integer, Integer> account = scene.strike(fault);

    WorkerCrashedException error = Deaths.assertOne(account, 134, "SIGABRT (6)");
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
    try (Scene scene = Scene.on(Processes.of(WORKERS).grace(TIME_TO_EXIT))) {
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
          Deaths.assertOne(account, status, "exited with status " + status + " (");
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
