package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command on a terminal, which the program {@code script} makes, between a pipe and more. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class ProgressOnTerminalTest {
  @TempDir private Path folder;

  private Process terminal;
  private OutputStream writer;
  private String screen = "";

  /** A pipe with a name, to which this test writes. */
  private Path pipe;

  @BeforeEach
  void makeAPipe() throws Exception {
    pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
  }

  @AfterEach
  void endAll() throws IOException {
    if (terminal != null) {
      terminal.descendants().forEach(ProcessHandle::destroyForcibly);
      terminal.destroyForcibly();
    }
    if (writer != null) {
      writer.close();
    }
  }

  /** Runs a line for a shell, with the command in place of a percent sign. */
  private void run(String line) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        java
            + " -XX:TieredStopAtLevel=1 -cp '"
            + System.getProperty("java.class.path")
            + "' "
            + Main.class.getName()
            + " progress";
    String whole = "stty cols 80 rows 20; " + line.replace("%", command);
    ProcessBuilder builder = new ProcessBuilder("script", "-qfec", whole, "/dev/null");
    builder.environment().put("HEADWAY_PROGRESS", "bar");
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().put("SHELL", "/bin/sh");
    terminal = builder.redirectErrorStream(true).start();
    writer = new FileOutputStream(pipe.toFile()); // Waits for the reader.
  }

  private void write(String text) throws IOException {
    writer.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads what comes to the terminal up to this text. */
  private void await(String text) throws IOException {
    InputStream in = terminal.getInputStream();
    byte[] some = new byte[8192];
    while (!screen.contains(text)) {
      int count = in.read(some);
      assertThat(count).as("the terminal ended before it had %s: %s", text, screen).isPositive();
      screen += new String(some, 0, count, StandardCharsets.UTF_8);
    }
    screen = screen.substring(screen.indexOf(text) + text.length());
  }

  private int status() throws Exception {
    screen += new String(terminal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(terminal.waitFor(180, TimeUnit.SECONDS)).as("it ended").isTrue();
    return terminal.exitValue();
  }

  @Test
  void shouldShowTextAboveTheBarThatIsOnTheSameTerminal() throws Exception {
    run("% --total 20 --name pipe < " + pipe);
    write("one\n");
    await("one");
    await(" 20%"); // Below it the bar, with the four bytes of the first line.
    write("two\n" + "-".repeat(11) + "\n");
    await("two");
    writer.close();

    assertThat(status()).isZero();
    assertThat(screen).contains("-----------"); // A busy machine may have no time for a last frame.
  }
}
