package dev.headway.faults.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever ends the program gets the prompt back, a sane terminal, and no process is left. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class SignalsFaultTest {
  private static final Duration BOUND = Scene.PATIENCE;

  /** How long Headway waits for a further Ctrl-C. */
  private static final int WAIT_MILLIS = 300;

  @ParameterizedTest
  @CsvSource({"quick, 1", "quick, 3", "long, 1", "stubborn, 1"})
  void shouldEndOnCtrlC(String deed, int times) throws Exception {
    endOnCtrlC("processes", deed, times);
  }

  @ParameterizedTest
  @CsvSource({
    "processes, long, 3",
    "processes, stubborn, 3",
    "threads, quick, 1",
    "threads, stubborn, 1",
    "threads, stubborn, 3"
  })
  void shouldEndOnCtrlCOfAllKinds(String on, String deed, int times) throws Exception {
    endOnCtrlC(on, deed, times);
  }

  private static void endOnCtrlC(String on, String deed, int times) throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "items=900", "on=" + on, "deed=" + deed);
          try (Shell shell = Shell.open(scene, 100, 30)) {
            shell.type("./run");
            scene.awaitStarted(4);
            awaitBar(shell);
            String[] keys = new String[times];
            Arrays.fill(keys, "C-c");

            shell.press(keys);

            assertThat(shell.awaitPrompt(BOUND)).isEqualTo(130);
            scene.awaitNobody(BOUND);
            assertSane(shell, 130);
          }
        });
  }

  /** A key that is pressed before stands alone on its line. */
  private static void awaitBar(Shell shell) throws Exception {
    shell.await(
        "a bar", screen -> screen.stream().anyMatch(line -> line.contains("/900")), Scene.PATIENCE);
  }

  /** What the terminal shows for a key that is pressed after the last frame. */
  @ParameterizedTest
  @CsvSource({"processes, 0.05", "processes, 0.12", "threads, 0.05"})
  void shouldGiveThePromptALineOfItsOwnWhenCtrlCIsPressedAgain(String on, String pause)
      throws Exception {
    pressAgain(on, pause, 0);
  }

  /** The program's own shutdown hooks may take longer than Headway waits for a further key. */
  @ParameterizedTest
  @ValueSource(strings = {"processes", "threads"})
  void shouldGiveThePromptALineOfItsOwnWhileTheProgramEnds(String on) throws Exception {
    pressAgain(on, "0.5", 5_000);
  }

  private static void pressAgain(String on, String pause, int farewellMillis) throws Exception {
    Scene.each(
        scene -> {
          scene.script(
              List.of(), "items=900", "on=" + on, "deed=long", "farewell=" + farewellMillis);
          try (Shell shell = Shell.open(scene, 100, 30)) {
            shell.type("./run");
            scene.awaitStarted(4);
            awaitBar(shell);

            Duration took = shell.pressAgain("C-c", 3, pause);

            // On a busy machine the last key may come between the end of the wait and of the
            // program: then no program can move the prompt.
            boolean inTime = took.toMillis() < Math.max(WAIT_MILLIS, farewellMillis);
            int status = inTime ? shell.awaitPrompt(BOUND) : shell.awaitPromptInALine(BOUND);
            assertThat(status).isEqualTo(130);
            scene.awaitNobody(BOUND);
            if (inTime) {
              assertSane(shell, 130);
            }
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"processes, long", "processes, stubborn", "threads, stubborn"})
  void shouldEndWhenTerminated(String on, String deed) throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "items=900", "on=" + on, "deed=" + deed);
          try (Shell shell = Shell.open(scene, 100, 30)) {
            shell.type("./run");
            scene.awaitStarted(4);

            scene.program().signal("TERM");

            assertThat(shell.awaitPrompt(BOUND)).isEqualTo(143);
            scene.awaitNobody(BOUND);
            assertSane(shell, 143);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"instant", "long", "spin", "churn"})
  void shouldLeaveNoWorkerWhenKilled(String deed) throws Exception {
    boolean idle = deed.equals("instant");
    Scene.each(
        scene -> {
          scene.script(List.of(), "items=900", "deed=" + deed, "stay=yes");
          try (Shell shell = Shell.open(scene, 100, 30)) {
            shell.type("./run");
            if (idle) {
              shell.await("idle", screen -> screen.contains("idle"), Scene.PATIENCE);
            } else {
              scene.awaitStarted(4);
            }

            scene.program().signal("KILL");

            assertThat(shell.awaitPromptAtCursor(BOUND)).isEqualTo(137);
            List<String> before = shell.screen();
            scene.awaitNobody(BOUND);
            assertThat(shell.screen()).isEqualTo(before);
            assertThat(shell.isCursorVisible()).isTrue();
          }
        });
  }

  @Test
  void shouldLeaveNoWorkerThatWasStoppedMeanwhile() throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "items=900", "deed=long");
          try (Shell shell = Shell.open(scene, 100, 30)) {
            shell.type("./run");
            scene.awaitStarted(4);
            List<Scene.Member> workers = scene.workers();
            assertThat(workers).hasSize(4);
            for (Scene.Member worker : workers) {
              worker.signal("STOP");
            }

            scene.program().signal("KILL");
            assertThat(shell.awaitPromptAtCursor(BOUND)).isEqualTo(137);
            for (Scene.Member worker : workers) {
              worker.signal("CONT");
            }

            scene.awaitNobody(BOUND);
          }
        });
  }

  private static void assertSane(Shell shell, int status) throws Exception {
    List<String> screen = shell.screen();
    assertThat(screen)
        .noneMatch(line -> line.contains("xception") || line.strip().startsWith("at "));
    assertThat(screen.subList(1, screen.size()).stream().filter(line -> line.contains("]>")))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("[" + status + "]>"));
    assertThat(screen.stream().filter(line -> line.matches(".*stopped .* of 900 .*"))).hasSize(1);
    assertThat(shell.isCursorVisible()).isTrue();
  }
}
