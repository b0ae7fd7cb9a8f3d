package dev.headway.internal.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessStarterTest {
  private static final int MOST_LEFT = 14;

  @Test
  void shouldStartAProcess() throws Exception {
    Process process = ProcessStarter.start(new ProcessBuilder("true"));

    assertThat(process.waitFor()).isZero();
  }

  /** Whatever number is left: the start works, or says why not and costs no descriptor. */
  @Test
  void shouldLeaveNoDescriptorOpenAndCloseNone() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command = "ulimit -n 64; exec \"$0\" -cp \"$1\" \"$2\"";
    String classes = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder("sh", "-c", command, java, classes, Program.class.getName())
            .redirectErrorStream(true)
            .start();

    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    assertThat(printed.lines()).containsExactly("refused 11", "started 3", "in order");
    assertThat(process.waitFor()).isZero();
  }

  /** Takes all file descriptors, gives some back, and starts a process with what is left. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws Exception {
      // Before there are none left, all classes are loaded that need one.
      ProcessStarter.start(new ProcessBuilder("true")).waitFor();
      String before = standardInput();
      Deque<FileInputStream> taken = new ArrayDeque<>();
      try {
        while (taken.size() < 1000) {
          taken.push(new FileInputStream("/dev/null"));
        }
      } catch (FileNotFoundException full) {
        // As wanted.
      }
      int refused = 0;
      int started = 0;
      for (int left = 1; left <= MOST_LEFT; left++) {
        taken.pop().close();
        try {
          Process process = ProcessStarter.start(new ProcessBuilder("true"));
          process.waitFor();
          process.getInputStream().close();
          process.getErrorStream().close();
          process.getOutputStream().close();
          started++;
        } catch (IOException e) {
          refused += e.getMessage().startsWith("error=24, Too many open files") ? 1 : 0;
        }
      }
      System.out.println("refused " + refused);
      System.out.println("started " + started);
      String now = standardInput();
      System.out.println(now.equals(before) ? "in order" : now);
    }

    private static String standardInput() throws IOException {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
    }
  }
}
