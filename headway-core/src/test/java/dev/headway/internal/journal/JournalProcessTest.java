package dev.headway.internal.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headway.work.JournalException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several JVMs and one journal. */
class JournalProcessTest {
  /** A fifth of all, with those of jobs. */
  private static final int KILLS = Integer.getInteger("journal.kills", 60) / 5;

  /** What is read is read again after each further kill: more would take most of the time. */
  private static final int MOST_BATCHES = 60;

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void name() throws IOException {
    path = folder.toRealPath().resolve("x.hwj");
  }

  @Test
  void shouldRefuseASecondProgramUntilTheFirstIsDead() throws Exception {
    Process first = program(0);
    try (BufferedReader lines = first.inputReader(UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("ready");
      assertRefused(first);
      signal(first, "STOP");
      assertRefused(first);
      first.destroyForcibly().waitFor();
    }
    try (JournalFile next = Tasks.open(path)) {
      assertThat(next.runs()).isEqualTo(2);
    }
  }

  private void assertRefused(Process owner) {
    String host = LockOwner.ofThisProcess().host();
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> Tasks.open(path))
        .withMessage(
            "The journal "
                + path
                + " is in use by pid "
                + owner.pid()
                + " on "
                + host
                + ". Wait until that has ended, or give another file.");
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  @Test
  @Tag("faults")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void shouldLoseNothingThatWasWrittenWhenKilled() throws Exception {
    Random random = new Random(7);
    int acknowledged = 0;
    int begin = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process program = program(begin);
      try (BufferedReader lines = program.inputReader(UTF_8)) {
        assertThat(lines.readLine()).isEqualTo("ready");
        for (int i = random.nextInt(MOST_BATCHES); i >= 0; i--) {
          acknowledged = Integer.parseInt(lines.readLine());
        }
        signal(program, "KILL"); // Java's own way also closes its output.
        // What it had said before it died.
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          acknowledged = line.matches(acknowledged + 50 + "") ? acknowledged + 50 : acknowledged;
        }
        program.waitFor();
      }
      try (JournalFile after = Tasks.open(path)) {
        for (int i = 0; i < acknowledged; i++) {
          assertThat(Tasks.stored(after, i))
              .as("task %s, kill %s", i, kill)
              .isEqualTo("value " + i);
        }
        begin = acknowledged;
      }
    }
  }

  private Process program(int begin) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            AppendingProgram.class.getName(),
            path.toString(),
            String.valueOf(begin))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
