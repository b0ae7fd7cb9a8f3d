package dev.headway.cli.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.cli.run.FinishedJob.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobLogTest {
  private static final String HEADER =
      "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n";

  @TempDir private Path folder;

  private static FinishedJob job(Ending ending, String... words) {
    Spool none = new Spool(Path.of("none"), Path.of("none"));
    return new FinishedJob(
        12,
        new JobInput("a"),
        List.of(words),
        1_669_900_000_123L,
        1_234_400_000L,
        ending,
        34,
        none);
  }

  @Test
  void shouldWriteTheNineColumnsOfGnuParallel() throws Exception {
    Path file = folder.resolve("log");
    try (JobLog log = JobLog.open(file.toString())) {
      log.add(job(Ending.of(0), "echo", "a b"));
      log.add(job(Ending.of(3), "echo", "a\nb"));
      log.add(job(Ending.of(137), "x"));
      log.add(job(Ending.BY_HEADWAY, "x"));
    }

    assertThat(Files.readString(file, ISO_8859_1))
        .isEqualTo(
            HEADER
                + "12\t:\t1669900000.123\t     1.234\t0\t34\t0\t0\techo 'a b'\n"
                + "12\t:\t1669900000.123\t     1.234\t0\t34\t3\t0\techo 'a\0b'\n"
                + "12\t:\t1669900000.123\t     1.234\t0\t34\t0\t9\tx\n"
                + "12\t:\t1669900000.123\t     1.234\t0\t34\t-1\t15\tx\n");
  }

  @Test
  void shouldAppendBehindAPlusAndOverwriteWithoutOne() throws Exception {
    Path file = folder.resolve("log");
    for (String name : List.of("+" + file, "+" + file)) {
      try (JobLog log = JobLog.open(name)) {
        log.add(job(Ending.of(0), "x"));
      }
    }
    assertThat(Files.readAllLines(file)).hasSize(3);

    JobLog.open(file.toString()).close();

    assertThat(Files.readString(file)).isEqualTo(HEADER);
  }

  @Test
  void shouldRefuseAFileThatCannotBeWritten() {
    assertThatThrownBy(() -> JobLog.open(folder.resolve("none/log").toString()))
        .isInstanceOf(RunProblem.class)
        .hasMessageContaining("none/log cannot be written: no such file or directory.");
  }
}
