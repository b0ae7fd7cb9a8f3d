package dev.headway.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory does not depend on the number of inputs: a heap of 64 MiB is enough for ten million. */
@Tag("faults")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class BoundedMemoryTest {

  @ParameterizedTest
  @CsvSource({
    "threads, ordered",
    "threads, unordered",
    "processes, ordered",
    "processes, unordered",
  })
  void shouldMapTenMillionInputsInASmallHeap(String backend, String order)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                TenMillion.class.getName(),
                backend,
                order)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();

    assertThat(printed)
        .isEqualTo(TenMillion.INPUTS + " " + (TenMillion.INPUTS * (TenMillion.INPUTS + 1L) / 2));
    assertThat(process.waitFor()).isZero();
  }
}
