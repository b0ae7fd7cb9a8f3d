package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A driver that is killed leaves nothing behind. */
@Tag("faults")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledDriverTest {
  @Test
  void shouldLeaveNothingBehind() throws IOException {
    Process driver =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                DriverProgram.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader results = driver.inputReader()) {
      assertThat(results.readLine()).isEqualTo("1");
      List<ProcessHandle> all = driver.descendants().toList();
      assertThat(all).as("an executor and a worker process at least").hasSizeGreaterThan(1);

      driver.destroyForcibly();

      Await.until("end of its processes", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      driver.descendants().forEach(ProcessHandle::destroyForcibly);
      driver.destroyForcibly();
    }
  }
}
