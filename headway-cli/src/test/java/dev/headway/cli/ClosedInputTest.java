package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that start the command, where standard input is closed. */
@Tag("faults")
class ClosedInputTest {
  /** In place of Java: tells whether a file that is opened now would be standard input. */
  private static final String PROGRAM =
      """
      #!/bin/sh
      { true 3<&0; } 2>/dev/null || echo closed
      read -r line 2>/dev/null && echo "$line"
      echo end
      """;

  /** In place of what builds a checkout. */
  private static final String BUILT =
      """
      find_java() { java=$root/runtime/bin/java; }
      build_if_stale() { :; }
      archive_if_stale() { archive=; }
      """;

  @TempDir private Path folder;

  private String run(Path script, String redirection) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder("sh", "-c", "exec sh \"$1\" run " + redirection, "sh", script.toString())
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return Files.readString(output);
  }

  private Path copied(String script, String to) throws IOException {
    Path program = folder.resolve("runtime/bin/java");
    Files.createDirectories(program.getParent());
    Files.writeString(program, PROGRAM);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Path copy = folder.resolve(to);
    Files.createDirectories(copy.getParent());
    return Files.copy(Path.of("../..").resolve(script), copy);
  }

  @Test
  void shouldNotLetTheJvmOpenItsFilesAsStandardInput() throws Exception {
    Path checkout = copied("headway", "headway");
    Files.writeString(Files.createDirectory(folder.resolve("launcher")).resolve("build.sh"), BUILT);
    assertThat(run(checkout, "<&-")).isEqualTo("end\n");

    Path installed = copied("headway-dist/src/main/dist/bin/headway", "bin/headway");
    assertThat(run(installed, "<&-")).isEqualTo("end\n");
  }

  @Test
  void shouldLeaveStandardInputAlone() throws Exception {
    Path input = Files.writeString(folder.resolve("input"), "line\n");
    Path installed = copied("headway-dist/src/main/dist/bin/headway", "bin/headway");

    assertThat(run(installed, "< '" + input + "'")).isEqualTo("line\nend\n");
  }
}
