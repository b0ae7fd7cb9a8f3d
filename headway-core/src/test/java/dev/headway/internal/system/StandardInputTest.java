package dev.headway.internal.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a program reads whose standard input is closed, open, or empty. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class StandardInputTest {

  /** Says how much there is to read, or why there is nothing. */
  static final class Reader {
    public static void main(String[] args) throws Exception {
      try {
        System.out.println(StandardInput.stream().readAllBytes().length);
      } catch (java.io.IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private static String said(String redirection) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            "sh",
            "-c",
            "exec \"$@\" " + redirection,
            "sh",
            java,
            "-cp",
            System.getProperty("java.class.path"),
            Reader.class.getName());
    Process process = new ProcessBuilder(command).start();
    try {
      return process.inputReader().readLine();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void shouldNotReadAFileOfTheJvmInItsPlace() throws Exception {
    assertThat(said("<&-")).isEqualTo("it is closed");
  }

  @Test
  void shouldReadWhatIsThere() throws Exception {
    assertThat(said("</dev/null")).isEqualTo("0");
    assertThat(said("<<end\nabc\nend")).isEqualTo("4");
  }
}
