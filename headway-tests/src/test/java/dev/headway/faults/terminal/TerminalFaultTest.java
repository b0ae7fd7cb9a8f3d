package dev.headway.faults.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tasks print, what they leave behind and what the user does to the terminal harms no bar. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class TerminalFaultTest {
  private static final Duration BOUND = Scene.PATIENCE;

  @ParameterizedTest
  @ValueSource(strings = {"processes", "threads"})
  void shouldShowEachPrintedLineWholeAndOnce(String on) throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "on=" + on, "deed=chatter");
          try (Shell shell = Shell.open(scene, 100, 30)) {
            shell.type("./run");
            assertThat(shell.awaitPrompt(Scene.PATIENCE)).isZero();

            List<String> screen = shell.screen();
            assertThat(screen).contains("done 40/40");
            assertThat(bars(screen)).singleElement().asString().contains("work  40 in ");
            assertThat(screen.stream().filter(line -> line.contains("says")).sorted().toList())
                .isEqualTo(
                    IntStream.range(0, 40 * Deeds.LINES)
                        .mapToObj(i -> Deeds.line(i / Deeds.LINES, i % Deeds.LINES))
                        .toList());
            assertInOrder(screen);
          }
          scene.awaitNobody(BOUND);
        });
  }

  /** Of each task, the lines of each of its two streams. */
  private static void assertInOrder(List<String> screen) {
    for (int task = 0; task < 40; task++) {
      for (int stream = 0; stream < 2; stream++) {
        String begin = String.format("task %02d says", task);
        int parity = stream;
        List<String> lines =
            screen.stream()
                .filter(line -> line.startsWith(begin))
                .filter(line -> Integer.parseInt(line.substring(13, 16).strip()) % 2 == parity)
                .toList();
        assertThat(lines).isSorted();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"processes", "threads"})
  void shouldShowControlCharactersEscaped(String on) throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "on=" + on, "deed=controls", "items=4", "workers=2");
          try (Shell shell = Shell.open(scene, 100, 30)) {
            shell.type("./run");
            shell.await("a bar", screen -> bars(screen).size() == 1, Scene.PATIENCE);
            scene.openGate();
            assertThat(shell.awaitPrompt(Scene.PATIENCE)).isZero();
            shell.type("echo plain words");
            List<String> screen =
                shell.await("echo", all -> all.contains("plain words"), Scene.PATIENCE);

            assertThat(screen).contains("done 4/4");
            assertThat(screen.stream().filter(line -> line.startsWith("controls ")))
                .hasSize(4)
                .allMatch(line -> line.contains("^[[?25l^[[2J^[(0 ^G^@ ^N "))
                .allMatch(line -> line.endsWith(" end"));
            assertThat(shell.isCursorVisible()).isTrue();
          }
        });
  }

  @Test
  void shouldLeaveOneBarAfterResizes() throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "deed=gated");
          try (Shell shell = Shell.open(scene, 100, 30)) {
            // At the top, tmux scrolls rows away when it wraps them, where nothing can erase them.
            shell.type("seq 10");
            shell.awaitPrompt(Scene.PATIENCE);
            shell.type("./run");
            shell.await("a bar", screen -> bars(screen).size() == 1, Scene.PATIENCE);
            for (int columns : new int[] {50, 130, 60}) {
              shell.resize(columns);
              shell.await(
                  "a bar of " + columns + " columns",
                  screen -> bars(screen).size() == 1 && fits(bars(screen).get(0), columns),
                  BOUND);
              awaitSeconds(shell);
            }
            scene.openGate();

            assertThat(shell.awaitPrompt(Scene.PATIENCE)).isZero();
            List<String> screen = shell.screen();
            assertThat(bars(screen)).singleElement().asString().contains("work  40 in ");
            assertThat(screen).contains("done 40/40");
            assertThat(shell.isCursorVisible()).isTrue();
          }
          scene.awaitNobody(BOUND);
        });
  }

  /** Why rows of a bar at the very top can stay in the history: nobody but tmux does this. */
  @Test
  void shouldFindThatTmuxScrollsAwayWhatItWraps() throws Exception {
    Scene.each(
        scene -> {
          try (Shell shell = Shell.open(scene, 100, 30)) {
            shell.type("clear; printf '%058d\\n%058d\\033[H' 1 2; read line");
            shell.await("rows", screen -> shell.screen().size() == 2, Scene.PATIENCE);
            shell.resize(20);
            List<String> all =
                shell.await("wrapped rows", screen -> screen.size() > 2, Scene.PATIENCE);
            assertThat(all.size()).isGreaterThan(shell.visible().size());
          }
        });
  }

  /**
   * Waits until the bar has counted two seconds more. After one resize tmux tells the next to its
   * programs a quarter of a second late, and wraps what they have drawn at once.
   */
  private static void awaitSeconds(Shell shell) {
    for (int i = 0; i < 2; i++) {
      String before = elapsed(shell.screen());
      shell.await("a second", screen -> !elapsed(screen).equals(before), Scene.PATIENCE);
    }
  }

  private static String elapsed(List<String> screen) {
    // A narrow bar has no time, but the tasks below it have.
    return String.join(" ", screen).replaceAll("[^ ]*[^ :0-9][^ ]*", "");
  }

  /** It stays on its row, and uses a wide one again. */
  private static boolean fits(String bar, int columns) {
    return bar.length() <= columns && bar.length() > Math.min(columns - 15, 60);
  }

  @Test
  void shouldGoOnAfterCtrlZ() throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "deed=gated");
          try (Shell shell = Shell.open(scene, 100, 30)) {
            shell.type("./run");
            shell.await("a bar", screen -> bars(screen).size() == 1, Scene.PATIENCE);
            Scene.await("workers", scene::workers, all -> all.size() == 4, Scene.PATIENCE);

            shell.press("C-z");
            assertThat(shell.awaitPrompt(BOUND)).isEqualTo(148);
            Scene.await(
                "all stopped",
                scene::members,
                all -> all.size() == 5 && all.stream().allMatch(one -> one.state() == 'T'),
                BOUND);
            assertThat(shell.isCursorVisible()).isTrue();
            scene.openGate();
            shell.type("fg");

            shell.await("the end", screen -> screen.contains("done 40/40"), Scene.PATIENCE);
            assertThat(shell.awaitPrompt(BOUND)).isZero();
            List<String> screen = shell.screen();
            assertThat(bars(screen.subList(indexOf(screen, "fg"), screen.size())))
                .singleElement()
                .asString()
                .contains("work  40 in ");
          }
          scene.awaitNobody(BOUND);
        });
  }

  private static int indexOf(List<String> screen, String command) {
    return new ArrayList<>(screen).indexOf("[148]> " + command);
  }

  /** Without what is said of the workers when a job took long, as on a busy machine. */
  private static List<String> bars(List<String> screen) {
    return screen.stream()
        .filter(line -> line.matches(".*\\bwork\\b.*(%| in \\d+:\\d\\d).*"))
        .toList();
  }
}
