package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A replay that is ended early, on a terminal which the program {@code script} makes. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class ReplayOnTerminalTest {
  private static final String HIDE = "\033[?25l";
  private static final String SHOW = "\033[?25h";

  @TempDir private Path folder;

  private Process terminal;
  private String screen = "";

  @AfterEach
  void endAll() {
    if (terminal != null) {
      terminal.descendants().forEach(ProcessHandle::destroyForcibly);
      terminal.destroyForcibly();
    }
  }

  /** Replays a recording that hides the cursor, and whose second event comes much later. */
  private void run(String line, int laterSeconds) throws IOException {
    String cast =
        "{\"version\": 2, \"width\": 80, \"height\": 24}\n"
            + "[0, \"o\", \"\\u001b[?25lone\"]\n"
            + "["
            + laterSeconds
            + ", \"o\", \"two\"]\n";
    Path file = Files.writeString(folder.resolve("in.cast"), cast);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        java
            + " -XX:TieredStopAtLevel=1 -cp '"
            + System.getProperty("java.class.path")
            + "' "
            + Main.class.getName()
            + " replay "
            + file;
    List<String> words =
        List.of("script", "-qfec", line.replace("%", command + " < /dev/null"), "/dev/null");
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("SHELL", "/bin/sh");
    terminal = builder.start();
  }

  private void await(String text) throws IOException {
    InputStream in = terminal.getInputStream();
    while (!screen.endsWith(text)) {
      int read = in.read();
      assertThat(read).as("the terminal ended before it had %s: %s", text, screen).isPositive();
      screen += (char) read;
    }
  }

  private void awaitEnd() throws Exception {
    screen += new String(terminal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(terminal.waitFor(180, TimeUnit.SECONDS)).as("it ended").isTrue();
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143"})
  void shouldShowTheCursorWhenItIsEndedBySignal(String signal, int status) throws Exception {
    // A shell lets what runs in its background ignore SIGINT.
    run("exec env --default-signal=INT,TERM %", 100_000);
    await(HIDE + "one");
    long pid = terminal.children().findFirst().orElseThrow().pid();

    Process kill = new ProcessBuilder("kill", "-s", signal, Long.toString(pid)).start();

    assertThat(kill.waitFor()).isZero();
    awaitEnd();
    assertThat(screen).contains("\033[0m" + SHOW);
    assertThat(terminal.exitValue()).isEqualTo(status);
  }

  @Test
  void shouldLeaveTheKeysToTheProgramThatReadsIt() throws Exception {
    run("% < /dev/tty | { head -c 9; stty -a < /dev/tty; }", 1);
    awaitEnd();

    assertThat(screen).contains(" icanon ").doesNotContain("-icanon");
  }

  @Test
  void shouldShowTheCursorWhenItsReaderHasGone() throws Exception {
    run("% | head -c 9", 5); // So that the reader has gone before.
    awaitEnd();

    assertThat(screen).contains(HIDE + "one").endsWith(SHOW).doesNotContain("two");
  }
}
