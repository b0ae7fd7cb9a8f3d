package dev.headway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that may not grow any more, as on a full disk: by the limit of the shell. */
@Tag("faults")
@Timeout(240)
class JournalFullDiskTest {
  /** Some forty records. */
  private static final int BLOCKS = 4;

  @TempDir Path folder;

  private record Ended(int status, String printed) {
    List<String> outcomes() {
      return printed.lines().filter(line -> line.matches("(new|replayed) .*")).toList();
    }
  }

  @BeforeEach
  void makeFile() throws IOException {
    Files.createFile(folder.resolve("calls"));
  }

  private Ended run(String limit, String kept) throws IOException, InterruptedException {
    Process program =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f " + limit + "; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                JournaledProgram.class.getName(),
                "threads",
                folder.resolve("job.hwj").toString(),
                folder.resolve("calls").toString(),
                kept,
                String.valueOf(JournaledProgram.INPUTS))
            .redirectErrorStream(true) // Through a pipe, which may be of any length.
            .start();
    String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(program.waitFor(), printed);
  }

  @Test
  void shouldGoOnWithoutAJournalAndSaySo() throws Exception {
    Ended full = run(String.valueOf(BLOCKS), "usual");
    assertThat(full.status()).isZero();
    assertThat(full.outcomes()).hasSize(JournaledProgram.INPUTS);
    assertThat(full.printed())
        .contains("the journal is not complete")
        .containsOnlyOnce("The job goes on, and what it does now will run again");

    Ended next = run("unlimited", "usual");
    assertThat(next.outcomes()).hasSize(JournaledProgram.INPUTS);
    assertThat(next.outcomes())
        .filteredOn(line -> line.startsWith("replayed"))
        .hasSizeBetween(10, JournaledProgram.INPUTS - 10);
  }

  @Test
  void shouldEndTheRunIfTheJournalIsStrict() throws Exception {
    Ended full = run(String.valueOf(BLOCKS), "strict");

    assertThat(full.status()).isEqualTo(1);
    assertThat(full.outcomes()).hasSizeLessThan(JournaledProgram.INPUTS);
    assertThat(full.printed()).contains("JobException: The run was given up", "JournalException");
  }

  /** There is no record after these, at which the full disk would be noticed. */
  @ParameterizedTest
  @ValueSource(strings = {"strict-instant", "strict-marks-instant", "strict-durable-instant"})
  void shouldEndTheRunThoughOnlyTheLastRecordsHaveNoRoom(String kept) throws Exception {
    Ended full = run(String.valueOf(BLOCKS), kept);
    assertThat(full.status()).isEqualTo(1);
    assertThat(full.printed()).contains("JobException: The run was given up", "JournalException");

    Ended next = run("unlimited", kept);
    assertThat(next.status()).isZero();
    if (kept.contains("durable")) {
      List<String> delivered =
          full.outcomes().stream().map(line -> line.replace("new", "replayed")).toList();
      assertThat(next.outcomes()).containsAll(delivered);
    }
  }
}
