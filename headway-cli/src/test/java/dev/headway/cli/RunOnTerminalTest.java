package dev.headway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The command on a terminal, which the program {@code script} makes. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class RunOnTerminalTest {
  private static final String NOTE = "Inputs are read from the terminal; Ctrl-D ends them.";

  /** Returns all that comes to the terminal when this is typed there. */
  private static String shown(String words, String typed) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        java
            + " -XX:TieredStopAtLevel=1 -cp '"
            + System.getProperty("java.class.path")
            + "' "
            + Main.class.getName()
            + " run "
            + words;
    ProcessBuilder builder = new ProcessBuilder("script", "-qfec", command, "/dev/null");
    builder.environment().put("HEADWAY_PROGRESS", "off");
    builder.environment().put("SHELL", "/bin/sh");
    try (ChildProcess terminal = new ChildProcess(builder.redirectErrorStream(true).start())) {
      terminal.feed(typed.getBytes(UTF_8)); // At the end, script types Ctrl-D.
      String shown = terminal.out();
      assertThat(terminal.awaitStatus()).as(shown).isZero();
      return shown;
    }
  }

  @Test
  void shouldSayThatItReadsInputsFromTheTerminal() throws Exception {
    assertThat(shown("echo got", "typed\n")).contains(NOTE, "got typed");
  }

  @Test
  void shouldSayNothingIfInputsAreNamed() throws Exception {
    assertThat(shown("echo got ::: a", "")).contains("got a").doesNotContain(NOTE);
    assertThat(shown("-a - echo got", "typed\n")).contains("got typed").doesNotContain(NOTE);
  }
}
