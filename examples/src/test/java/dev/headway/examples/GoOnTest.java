package dev.headway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that is killed again and again prints in the end what it prints without a kill. */
@Tag("faults")
class GoOnTest {
  private static final String KILLS = System.getProperty("examples.kills", "5");

  @TempDir private Path folder;

  @Test
  void shouldPrintTheSameHoweverOftenItIsKilled() throws IOException, InterruptedException {
    Path printed = folder.resolve("printed");
    Process script =
        new ProcessBuilder(
                Path.of(System.getProperty("basedir", ""), "kill-and-compare")
                    .toAbsolutePath()
                    .toString(),
                KILLS,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dheadway.progress=off",
                "-cp",
                System.getProperty("java.class.path"),
                GoOn.class.getName())
            .redirectOutput(printed.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(script.waitFor()).isZero(); // Unlike the read of a pipe, it can be interrupted.
    } finally {
      script.descendants().forEach(ProcessHandle::destroyForcibly);
      script.destroyForcibly();
    }
    assertThat(Files.readString(printed).strip())
        .isEqualTo("killed " + KILLS + " times: 300 lines, the same as without a kill");
  }
}
