package dev.headway.faults.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** What a person sees of whole programs: bursts, short jobs, small screens, the taskbar. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class ScreenFaultTest {
  private static final Duration BOUND = Scene.PATIENCE;

  /** A hundred thousand lines take their time. */
  private static final Duration BURST_BOUND = Scene.PATIENCE.multipliedBy(3);

  /** Whoever takes longer may show a bar meanwhile. */
  private static final long SHORT_MILLIS = 500;

  private static final String MARK = "\033]9;4;";

  /** Without what is said of the workers when a job took long, as on a busy machine. */
  private static List<String> bars(List<String> screen) {
    return screen.stream()
        .filter(line -> line.matches(".*\\bwork\\b.*(%| in \\d+:\\d\\d).*"))
        .toList();
  }

  private static List<String> burst() {
    return IntStream.range(0, 4 * Deeds.BURST)
        .mapToObj(i -> Deeds.burstLine(i / Deeds.BURST, i % Deeds.BURST))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"processes", "threads"})
  void shouldShowABurstAboveTheBar(String on) throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "items=4", "on=" + on, "deed=burst");
          try (Shell shell = Shell.open(scene, 100, 30)) {
            shell.type("./run");
            shell.await("a bar", screen -> bars(screen).size() == 1, Scene.PATIENCE);
            scene.openGate();
            assertThat(shell.awaitPrompt(BURST_BOUND)).isZero();

            List<String> screen = shell.screen();
            assertThat(screen.stream().filter(line -> line.startsWith("burst")).sorted().toList())
                .isEqualTo(burst());
            assertThat(bars(screen)).singleElement().asString().contains("work  4 in ");
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"processes", "threads"})
  void shouldKeepTheBarWhenOutputGoesToAFile(String on) throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "items=4", "on=" + on, "deed=burst");
          try (Shell shell = Shell.open(scene, 100, 30)) {
            shell.type("./run >out");
            shell.await("a bar", screen -> bars(screen).size() == 1, Scene.PATIENCE);
            scene.openGate();
            assertThat(shell.awaitPrompt(BURST_BOUND)).isZero();

            assertThat(shell.screen()).noneMatch(line -> line.contains("burst"));
            assertThat(bars(shell.screen())).singleElement().asString().contains("work  4 in ");
            List<String> out = Files.readAllLines(scene.directory().resolve("out"));
            assertThat(out).endsWith("done 4/4").hasSize(4 * Deeds.BURST + 1);
            assertThat(out.subList(0, 4 * Deeds.BURST).stream().sorted().toList())
                .isEqualTo(burst());
          }
        });
  }

  /** A job that other work holds up is not short, and says nothing; one of a few should be. */
  @Test
  void shouldNotFlashWhenTheJobIsShort() throws Exception {
    List<Integer> shown = new ArrayList<>();
    for (int attempt = 0; attempt < 5 && !shown.contains(1); attempt++) {
      runShortJob(shown);
    }
    assumeThat(shown).as("how often each short job was shown").isNotEmpty();
    assertThat(shown).contains(1);
  }

  private static void runShortJob(List<Integer> shown) throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "on=threads", "deed=instant", "report=yes");
          try (Shell shell = Shell.open(scene, 100, 30)) {
            Path record = scene.directory().resolve("record");
            shell.record(record);
            shell.type("./run");
            assertThat(shell.awaitPrompt(Scene.PATIENCE)).isZero();

            assertThat(bars(shell.screen())).singleElement().asString().contains("work  40 in ");
            assertThat(shell.screen()).contains("done 40/40");
            if (elapsedMillis(shell.screen()) < SHORT_MILLIS) {
              shown.add(recorded(record).split("work", -1).length - 1);
            }
          }
        });
  }

  private static long elapsedMillis(List<String> screen) {
    return screen.stream()
        .filter(line -> line.startsWith("elapsed "))
        .mapToLong(line -> Long.parseLong(line.substring(8)))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"end", "C-c", "TERM", "C-z"})
  void shouldLeaveNoMarkInTheTaskbar(String ending) throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of("HEADWAY_TASKBAR=on"), "deed=gated");
          try (Shell shell = Shell.open(scene, 100, 30)) {
            Path record = scene.directory().resolve("record");
            shell.record(record);
            shell.type("./run");
            scene.awaitStarted(4);
            awaitMark(record, "1;0");
            switch (ending) {
              case "end" -> scene.openGate();
              case "TERM" -> scene.program().signal("TERM");
              default -> shell.press(ending);
            }
            shell.awaitPrompt(BOUND);
            awaitMark(record, "0;0");
            if (ending.equals("C-z")) {
              shell.type("fg");
              awaitMark(record, "1;0");
              scene.openGate();
              shell.awaitPrompt(Scene.PATIENCE);
              awaitMark(record, "0;0");
            }
          }
          scene.awaitNobody(BOUND);
        });
  }

  /** Waits until the last mark that was sent is this. */
  private static void awaitMark(Path record, String mark) {
    Scene.await(
        "the mark " + mark,
        () -> lastMark(record),
        last -> last.startsWith(mark + "\033\\"),
        Scene.PATIENCE);
  }

  private static String lastMark(Path record) {
    String text = text(record);
    int at = text.lastIndexOf(MARK);
    return at < 0 ? "" : text.substring(at + MARK.length());
  }

  private static String text(Path record) {
    try {
      return Files.exists(record) ? Scene.text(record) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that was written to the terminal, up to the end of the program. */
  private static String recorded(Path record) {
    return Scene.await(
        "the end of the record", () -> text(record), all -> all.contains("done 40/40"), BOUND);
  }

  @Test
  void shouldSendNoMarkToATerminalThatMayNotKnowIt() throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of("TERM_PROGRAM=ghostty"), "deed=quick");
          try (Shell shell = Shell.open(scene, 100, 30)) { // In tmux, whatever is around it.
            Path record = scene.directory().resolve("record");
            shell.record(record);
            shell.type("./run");
            assertThat(shell.awaitPrompt(Scene.PATIENCE)).isZero();

            assertThat(recorded(record)).contains("work").doesNotContain("\033]");
          }
        });
  }

  @Test
  void shouldLoseNothingWhenResizedAtTheTop() throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "deed=gated");
          try (Shell shell = Shell.open(scene, 100, 30)) {
            shell.type("clear; echo first; ./run");
            shell.await("a bar", screen -> bars(screen).size() == 1, Scene.PATIENCE);
            for (int columns : new int[] {50, 130, 60}) {
              shell.resize(columns);
              shell.await(
                  "a bar of " + columns + " columns",
                  screen -> fits(bars(shell.visible()), columns),
                  Scene.PATIENCE);
            }
            scene.openGate();

            assertThat(shell.awaitPrompt(Scene.PATIENCE)).isZero();
            assertThat(shell.screen()).contains("done 40/40").containsOnlyOnce("first");
            assertThat(bars(shell.visible())).singleElement().asString().contains("work  40 in ");
          }
        });
  }

  private static boolean fits(List<String> bars, int columns) {
    return bars.size() == 1
        && bars.get(0).length() < columns
        && bars.get(0).length() > Math.min(columns - 15, 60);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void shouldFitTheSmallestScreen(int rows) throws Exception {
    Scene.each(
        scene -> {
          scene.script(List.of(), "deed=gated");
          try (Shell shell = Shell.open(scene, 20, rows)) {
            shell.type("./run");
            shell.await(
                "a bar",
                screen -> shell.visible().stream().anyMatch(line -> line.matches(".*\\d%.*")),
                Scene.PATIENCE);
            scene.openGate();
            assertThat(shell.awaitPrompt(Scene.PATIENCE)).isZero();

            List<String> screen = shell.screen();
            assertThat(bars(screen)).singleElement().asString().contains("work  40 in ");
            assertThat(screen).contains("done 40/40");
            assertThat(shell.isCursorVisible()).isTrue();
          }
        });
  }
}
