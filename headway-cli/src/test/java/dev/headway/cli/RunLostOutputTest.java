package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A job whose output is lost is not done, and a run that loses output ends. */
@Tag("faults")
class RunLostOutputTest {
  @TempDir private Path folder;

  private int run(List<String> starter, String... words) throws Exception {
    try (ChildProcess run = ChildProcess.headwayUnder(starter, Map.of(), words)) {
      run.out();
      return run.awaitStatus();
    }
  }

  @Test
  void shouldRunAgainWhatCouldNotBeKept() throws Exception {
    Path results = Files.createDirectory(folder.resolve("results"));
    String[] words = {
      "run",
      "-j1",
      "--journal",
      folder.resolve("jobs.hwj").toString(),
      "--results",
      results.toString(),
      "echo",
      ":::",
      "a",
      "b",
      "c"
    };
    Path inTheWay = Files.createFile(results.resolve("a"));

    assertThat(run(List.of(), words)).isEqualTo(255);

    Files.delete(inTheWay);
    assertThat(run(List.of(), words)).isZero();
    for (String input : List.of("a", "b", "c")) {
      assertThat(results.resolve(input + "/stdout")).hasContent(input + "\n");
    }
  }

  @Test
  @DisabledOnOs(OS.MAC) // There is no full device.
  void shouldRunAgainWhatCouldNotBeShown() throws Exception {
    String shown = folder.resolve("shown").toString();
    String[] words = {
      "run", "-j1", "--journal", folder.resolve("jobs.hwj").toString(), "echo", ":::", "a", "b"
    };

    assertThat(run(to("/dev/full"), words)).isEqualTo(255);
    assertThat(run(to(shown), words)).isZero();
    assertThat(Path.of(shown)).hasContent("a\nb\n");
  }

  @Test
  @DisabledOnOs(OS.MAC)
  void shouldRunAgainWhoseWarningsCouldNotBeShown() throws Exception {
    String journal = folder.resolve("jobs.hwj").toString();
    String job = "echo $1 >> " + folder.resolve("runs") + "; echo warning >&2";
    String[] words = {"run", "-j1", "--journal", journal, "sh", "-c", job, "sh", ":::", "a"};

    run(List.of("sh", "-c", "exec \"$@\" 2> /dev/full", "sh"), words);
    assertThat(run(List.of(), words)).isZero();
    assertThat(folder.resolve("runs")).hasContent("a\na\n");
  }

  private static List<String> to(String file) {
    return List.of("sh", "-c", "exec \"$@\" > " + file, "sh");
  }
}
