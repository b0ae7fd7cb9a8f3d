package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A driver in a small heap holds no more than it can; killed, it leaves nothing behind. */
@Tag("faults")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DriverProgramTest {
  @TempDir Path folder;

  @Test
  void shouldKeepToItsHeapAndLeaveNoProcessBehind() throws IOException {
    Process driver = start();
    try (BufferedReader results = driver.inputReader()) {
      assertThat(results.readLine()).as("more than its heap").isEqualTo("300 MiB");
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

  /** Nothing that it leaves can meet what another one uses now. */
  private Process start() throws IOException {
    ProcessBuilder driver =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp")),
                "-cp",
                System.getProperty("java.class.path"),
                DriverProgram.class.getName())
            .redirectError(folder.resolve("errors.log").toFile());
    // Not in the temporary folder, which is to have no links to jars.
    driver.environment().put("SPARK_HOME", Path.of("driver-home").toAbsolutePath().toString());
    driver.environment().put("SPARK_LOCAL_DIRS", folder.resolve("local").toString());
    return driver.start();
  }
}
