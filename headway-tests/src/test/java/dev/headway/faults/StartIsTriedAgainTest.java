package dev.headway.faults;

import static dev.headway.faults.Scene.FAULTY;
import static dev.headway.faults.Scene.ITEMS;
import static dev.headway.faults.Scene.WORKERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.JobException;
import dev.headway.process.Processes;
import dev.headway.work.Outcome;
import dev.headway.work.WorkerStartException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** What goes wrong while a worker starts costs a try, and no run that another try can serve. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartIsTriedAgainTest {
  private static final String SAYS_NO_THREAD =
      "echo 'Error occurred during initialization of VM';"
          + " echo 'java.lang.OutOfMemoryError: unable to create native thread'; exit 1";

  private static String at(String numbers, String deed) {
    return "case $n in " + numbers + ") " + deed + ";; esac;";
  }

  /** All tasks succeed, though some starts go wrong; the answer is what was warned of. */
  private static List<String> shouldServeAll(int workers, String plan, int starts)
      throws Exception {
    try (Scene scene = Scene.on(Processes.of(workers));
        Warnings warnings = Warnings.heard();
        Shim shim = Shim.use(scene.marks(), plan)) {
      Account<Integer, Integer> account = scene.account(scene.over(ITEMS).map(Faults::work));

      assertThat(account.report().counts().succeeded()).isEqualTo(ITEMS);
      assertThat(shim.starts()).isGreaterThanOrEqualTo(starts);
      return warnings.lines();
    }
  }

  @FaultTest
  @DisplayName("row 40: the first starts are killed before their hello")
  void shouldGoOnWhenTheFirstStartsAreKilled() throws Exception {
    assertThat(shouldServeAll(WORKERS, at("1|2|3", "kill -9 $$"), 4))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains(
                        " could not be started: it was killed by SIGKILL (9), perhaps by the"
                            + " kernel's out-of-memory killer, before it said hello. It is tried"
                            + " again"));
  }

  @FaultTest
  @DisplayName("row 40: the only worker is killed before its hello")
  void shouldStartTheOnlyWorkerAgain() throws Exception {
    assertThat(shouldServeAll(1, at("1", "kill -9 $$") + at("2|3", "kill -15 $$"), 4)).hasSize(1);
  }

  @FaultTest
  @DisplayName("row 40: the JVM of a worker is killed while it starts")
  void shouldGoOnWhenAJvmIsKilledWhileItStarts() throws Exception {
    // It pauses before it does anything, so that it cannot be quicker than the kill.
    String late =
        "export JDK_JAVA_OPTIONS=\"-XX:+UnlockDiagnosticVMOptions -XX:+PauseAtStartup"
            + " -XX:PauseAtStartupFile=$0.paused\";"
            + " (while [ ! -e \"$0.paused\" ]; do sleep 0.01; done; kill -9 $$)&";
    assertThat(shouldServeAll(1, at("1", late), 2))
        .singleElement()
        .asString()
        .contains("it was killed by SIGKILL (9)");
  }

  @FaultTest
  @DisplayName("row 40c: the JVM of a worker finds no room for a thread")
  void shouldStartAgainWhenTheJvmFindsNoRoomForAThread() throws Exception {
    assertThat(shouldServeAll(1, at("1|2", SAYS_NO_THREAD), 3))
        .singleElement()
        .asString()
        .contains("exited with status 1", "unable to create native thread");
  }

  @FaultTest
  @DisplayName("row 40c: the JVM of a worker finds no memory")
  void shouldStartAgainWhenTheJvmFindsNoMemory() throws Exception {
    assertThat(shouldServeAll(1, at("1|2", "ulimit -v 2000000"), 3)).hasSize(1);
  }

  @FaultTest
  @DisplayName("row 40c: the temporary folder of a worker vanishes")
  void shouldStartAgainWhenItsFolderVanishes() throws Exception {
    String vanish =
        "while [ ! -e \"$HEADWAY_WORKER_DIRECTORY/s\" ]; do sleep 0.01; done;"
            + " rm -r \"$HEADWAY_WORKER_DIRECTORY\"";
    assertThat(shouldServeAll(1, at("1", vanish), 2))
        .singleElement()
        .asString()
        .contains("the temporary folder in which it was to meet this program has vanished");
  }

  /** A task kills its worker, and what follows goes wrong some times. */
  private static void shouldReplace(int workers, String plan, int starts) throws Exception {
    try (Scene scene = Scene.on(Processes.of(workers));
        Warnings warnings = Warnings.heard();
        Shim shim = Shim.use(scene.marks(), plan)) {
      Marks marks = scene.marks();
      Account<Integer, Integer> account =
          scene.account(
              scene
                  .over(Endless.until(() -> shim.starts() >= starts))
                  .map(Faults.at(FAULTY, () -> Faults.signal("KILL", marks))));

      assertThat(account.onlyFaulty(FAULTY, (int) account.report().taken()))
          .isInstanceOf(Outcome.Crashed.class);
      assertThat(warnings.lines()).hasSizeBetween(1, 3);
    }
  }

  @FaultTest
  @DisplayName("row 40: replacements are killed before their hello")
  void shouldGoOnWhenReplacementsAreKilled() throws Exception {
    shouldReplace(WORKERS, at("5|6", "kill -9 $$"), WORKERS + 3);
  }

  @FaultTest
  @DisplayName("row 40: the replacements of the only worker are killed before their hello")
  void shouldReplaceTheOnlyWorker() throws Exception {
    shouldReplace(1, at("2|3", "kill -9 $$"), 4);
  }

  @FaultTest
  @DisplayName("row 40c: the class path vanishes, and comes back")
  void shouldGoOnWhenTheClassPathVanishes() throws Exception {
    shouldReplace(WORKERS, at("5|6|7", "export CLASSPATH=/nonexistent"), WORKERS + 4);
    shouldReplace(1, at("2|3", "export CLASSPATH=/nonexistent"), 4);
  }

  @FaultTest
  @DisplayName("row 40: every start is killed before its hello")
  void shouldGiveUpAfterAFewTries() throws Exception {
    try (Scene scene = Scene.processes();
        Shim shim = Shim.use(scene.marks(), "kill -9 $$")) {
      List<Outcome<?, ?>> delivered = new ArrayList<>();
      JobException thrown = scene.failingOutcomes(scene.over(ITEMS).map(Faults::work), delivered);

      assertThat(thrown)
          .hasCauseInstanceOf(WorkerStartException.class)
          .hasMessageContaining("was killed by SIGKILL (9)");
      assertThat(shim.starts()).isBetween(5, 10 * WORKERS);
      shim.end();
      scene.assertWhole();
    }
  }
}
