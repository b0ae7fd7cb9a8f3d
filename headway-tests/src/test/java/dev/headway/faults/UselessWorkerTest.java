package dev.headway.faults;

import static dev.headway.faults.Scene.WORKERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.process.Processes;
import dev.headway.work.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** A worker that fails at once what others do well swallows no tasks. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UselessWorkerTest {
  /**
   * The input whose task kills its worker. By then others have done what a verdict on one that
   * fails needs, however late they have started.
   */
  private static final int LATE = 60;

  /** Kills a worker in a task; those that come in its place are not of use for a while. */
  private static Account<Integer, Integer> replace(Scene scene, Shim shim, int starts)
      throws Exception {
    Marks marks = scene.marks();
    return scene.account(
        scene
            .over(Endless.until(() -> shim.starts() >= starts))
            .map(
                x -> {
                  if (x == LATE) {
                    Faults.signal("KILL", marks);
                  }
                  if (System.getenv("BROKEN") != null) {
                    throw new IllegalStateException("no device");
                  }
                  return Faults.work(x);
                }));
  }

  private static String classPathWithoutTheFunction() throws Exception {
    return Path.of(Processes.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  private static void shouldLoseNone(int workers) throws Exception {
    String numbers = (workers + 1) + "|" + (workers + 2);
    String plan =
        "case $n in "
            + numbers
            + ") export CLASSPATH='"
            + classPathWithoutTheFunction()
            + "';; esac";
    try (Scene scene = Scene.on(Processes.of(workers));
        Warnings warnings = Warnings.heard();
        Shim shim = Shim.use(scene.marks(), plan)) {
      Account<Integer, Integer> account = replace(scene, shim, workers + 3);

      assertThat(account.onlyFaulty(LATE, (int) account.report().taken()))
          .isInstanceOf(Outcome.Crashed.class);
      assertThat(account.report().withdrawnWorkers()).isEqualTo(2);
      assertThat(warnings.lines())
          .isNotEmpty()
          .allSatisfy(
              line ->
                  assertThat(line)
                      .contains(
                          "taken out of service", "others do well", "cannot read the function"));
    }
  }

  @FaultTest
  @DisplayName("row 41: replacements cannot load the function")
  void shouldRunElsewhereWhatAWorkerCannotBegin() throws Exception {
    shouldLoseNone(WORKERS);
  }

  @FaultTest
  @DisplayName("row 41: replacements of the only worker cannot load the function")
  void shouldReplaceTheOnlyWorkerThatCannotBegin() throws Exception {
    shouldLoseNone(1);
  }

  @FaultTest
  @DisplayName("row 41: a replacement fails each task at once")
  void shouldTakeAWorkerOutOfServiceThatFailsAtOnce() throws Exception {
    try (Scene scene = Scene.processes();
        Warnings warnings = Warnings.heard();
        Shim shim = Shim.use(scene.marks(), "case $n in 5) export BROKEN=1;; esac")) {
      Account<Integer, Integer> account = replace(scene, shim, WORKERS + 2);

      assertThat(account.report().withdrawnWorkers()).isEqualTo(1);
      assertThat(account.report().counts().crashed()).isEqualTo(1);
      assertThat(account.report().counts().failed()).isBetween(1L, 6L);
      assertThat(warnings.lines()).singleElement().asString().contains("no device");
    }
  }
}
