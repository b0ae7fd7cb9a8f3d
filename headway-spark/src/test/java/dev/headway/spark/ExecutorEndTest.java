package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A JVM knows whether it ends, also while its last threads still work. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExecutorEndTest {
  /** Says what it knows of its end, before and after that has begun. */
  static final class Ending {
    private Ending() {}

    public static void main(String[] args) {
      say();
      Runtime.getRuntime().addShutdownHook(new Thread(Ending::say));
    }

    private static void say() {
      System.out.println(ExecutorEnd.mayExplain(143) + " " + ExecutorEnd.mayExplain(1));
    }
  }

  @Test
  void shouldExplainTheEndsOfProcessesThatTheEndOfTheJvmBrought() throws Exception {
    Process process = start();
    try (BufferedReader lines = process.inputReader()) {
      assertThat(lines.readLine()).as("while it lives").isEqualTo("false false");
      assertThat(lines.readLine()).as("when it ends").isEqualTo("true true");
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Ending.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
