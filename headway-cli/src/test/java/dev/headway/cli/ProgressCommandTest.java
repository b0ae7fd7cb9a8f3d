package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a JVM of its own, between pipes. */
class ProgressCommandTest {
  @TempDir private Path folder;

  @Test
  void shouldPassStandardInputOnAsItIsAndTellItsEnd() throws Exception {
    byte[] bytes = new byte[50_000]; // Less than a pipe holds: nothing else reads meanwhile.
    new Random(1).nextBytes(bytes);
    try (ChildProcess progress =
        ChildProcess.headwayIn(
                Map.of("HEADWAY_PROGRESS", "plain", "HEADWAY_SUMMARY", "on"),
                "progress",
                "--total",
                "50kB",
                "--name",
                "a\u0007b")
            .feed(bytes)) {
      assertThat(progress.outBytes()).isEqualTo(bytes);
      assertThat(progress.awaitStatus()).isZero();
      assertThat(progress.err())
          .contains("finished, 50.0 kB in 0:0")
          .contains("a^Gb: ")
          .doesNotContain("\r", "\033");
    }
  }

  @Test
  void shouldKnowTheTotalOfFilesAndShowItAsJson() throws Exception {
    Path first = Files.write(folder.resolve("a"), new byte[1000]);
    Path second = Files.writeString(folder.resolve("b"), "end");
    try (ChildProcess progress =
        ChildProcess.headwayShown("json", "progress", first.toString(), "-", second.toString())
            .feed("middle".getBytes(StandardCharsets.UTF_8))) {
      assertThat(progress.out()).isEqualTo("\0".repeat(1000) + "middleend");
      assertThat(progress.awaitStatus()).isZero();
      assertThat(progress.err())
          .contains("\"event\":\"finished\"", "\"unit\":\"bytes\"", "\"succeeded\":1009");
    }
  }
}
