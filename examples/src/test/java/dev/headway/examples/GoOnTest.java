package dev.headway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A job that is killed again and again prints in the end what it prints without a kill. */
@Tag("faults")
class GoOnTest {
  private static final String KILLS = System.getProperty("examples.kills", "5");

  @Test
  @Timeout(500)
  void shouldPrintTheSameHoweverOftenItIsKilled() throws IOException, InterruptedException {
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
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed =
        new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    assertThat(script.waitFor()).isZero();
    assertThat(printed)
        .isEqualTo("killed " + KILLS + " times: 300 lines, the same as without a kill");
  }
}
