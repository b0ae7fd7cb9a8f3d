package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that start the command, and the JVM alone, where standard input is closed. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class ClosedInputTest {
  /** In place of Java: tells whether a file that is opened now would be standard input. */
  private static final String PROGRAM =
      """
      #!/bin/sh
      { true 3<&0; } 2>/dev/null || echo closed
      read -r line 2>/dev/null && echo "$line"
      echo end
      """;

  @TempDir private Path folder;

  @Test
  void shouldNotLetTheJvmOpenItsFilesAsStandardInput() throws Exception {
    for (LauncherCopy script : LauncherCopy.all(folder, PROGRAM)) {
      assertThat(script.run("exec \"$@\" <&-", "run")).isEqualTo("end\n");
    }
  }

  @Test
  void shouldLeaveStandardInputAlone() throws Exception {
    Path input = Files.writeString(folder.resolve("input"), "line\n");
    for (LauncherCopy script : LauncherCopy.all(folder, PROGRAM)) {
      assertThat(script.run("exec \"$@\" < '" + input + "'", "run")).isEqualTo("line\nend\n");
    }
  }

  @Test
  void shouldReadNoFileOfTheJvmInItsPlace() throws Exception {
    assertFails("headway run: The inputs cannot be read: it is closed.", 255, "run", "echo");
    assertFails("headway progress: Standard input cannot be read: it is closed.", 255, "progress");
    assertFails("headway report: standard input cannot be read: it is closed.", 1, "report", "-");
  }

  private static void assertFails(String error, int status, String... words) throws Exception {
    try (ChildProcess started = withoutInput(words)) {
      assertThat(started.err()).contains(error);
      assertThat(started.out()).isEmpty();
      assertThat(started.awaitStatus()).isEqualTo(status);
    }
  }

  private static ChildProcess withoutInput(String... words) throws IOException {
    return ChildProcess.headwayUnder(
        List.of("sh", "-c", "exec \"$@\" <&-", "sh"), Map.of("HEADWAY_PROGRESS", "off"), words);
  }

  @Test
  void shouldDoWithoutItWhatReadsNothing() throws Exception {
    try (ChildProcess started = withoutInput("run", "echo", ":::", "a")) {
      assertThat(started.out()).isEqualTo("a\n");
      assertThat(started.awaitStatus()).isZero();
    }
  }
}
