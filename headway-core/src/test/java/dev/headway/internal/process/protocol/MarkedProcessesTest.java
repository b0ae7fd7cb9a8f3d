package dev.headway.internal.process.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headway.internal.process.client.LeakedProcesses;
import dev.headway.process.TestLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which processes belong to a worker, and which do not. */
class MarkedProcessesTest {
  private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");

  @ParameterizedTest
  @CsvSource({
    "HEADWAY_WORKER_TOKEN=abc, true",
    "A=1|HEADWAY_WORKER_TOKEN=abc|B=2, true",
    "A=1|HEADWAY_WORKER_TOKEN=abc/def|B=2, true",
    "HEADWAY_WORKER_TOKEN=abcd, false",
    "HEADWAY_WORKER_TOKEN=ab, false",
    "HEADWAY_WORKER_TOKEN=x/abc, false",
    "MY_HEADWAY_WORKER_TOKEN=abc, false",
    "A=HEADWAY_WORKER_TOKEN=abc, false",
    "A=HEADWAY_WORKER_TOKEN=abc|HEADWAY_WORKER_TOKEN=abc, true",
    "'', false"
  })
  void shouldCompareTheTokenAsAWhole(String environment, boolean ours) {
    MarkedProcesses marked = new MarkedProcesses("abc");
    assertThat(
            ProcessLooks.tokens(environment.replace('|', '\0')).stream().anyMatch(marked::isMark))
        .isEqualTo(ours);
  }

  private static Process start(String token, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(WorkerProtocol.TOKEN, token);
    return builder.start();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldEndNobodyElses() throws Exception {
    String token = UUID.randomUUID().toString();
    Process ours = start(token, "sleep", "600");
    Process another = start(token + "0", "sleep", "600");
    Process bare = start("", "sleep", "600", WorkerProtocol.TOKEN + "=" + token);
    try {
      ProcessHandle none = bare.toHandle(); // Without descendants.
      List<ProcessHandle> ended = new ArrayList<>();
      boolean done = new MarkedProcesses(token).end(none, ended::add, 50);

      assertThat(done).isTrue();
      assertThat(ended).containsExactly(ours.toHandle());
    } finally {
      ours.destroyForcibly();
      another.destroyForcibly();
      bare.destroyForcibly();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldFindTheDescendantsOfSeveralAndNotThemselves() throws Exception {
    String tree = "sleep 600 & sh -c 'sleep 600 & echo; wait' & wait"; // Three below it.
    List<Process> roots = List.of(start("", "sh", "-c", tree), start("", "sh", "-c", tree));
    List<ProcessHandle> ended = new ArrayList<>();
    try {
      for (Process root : roots) {
        root.inputReader().readLine();
      }
      List<ProcessHandle> handles = roots.stream().map(Process::toHandle).toList();
      new MarkedProcesses(UUID.randomUUID().toString(), true, new ProcessLooks())
          .end(handles, ended::add, 50);

      assertThat(ended).hasSize(6).doesNotContainAnyElementsOf(handles).doesNotHaveDuplicates();
    } finally {
      ended.forEach(ProcessHandle::destroyForcibly);
      roots.forEach(Process::destroyForcibly);
    }
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  @EnabledOnOs(OS.LINUX)
  void shouldEndDaemonsOnlyIfAskedTo(boolean withDaemons, int count) throws Exception {
    String token = UUID.randomUUID().toString();
    ProcessBuilder builder =
        new ProcessBuilder("setsid", "--wait", "sh", "-c", "echo $$; exec sleep 600");
    builder.environment().put(WorkerProtocol.TOKEN, token);
    Process another = builder.start();
    ProcessHandle daemon =
        ProcessHandle.of(Long.parseLong(another.inputReader().readLine())).orElseThrow();
    try {
      List<ProcessHandle> ended = new ArrayList<>();
      new MarkedProcesses(token, withDaemons, new ProcessLooks()).end(List.of(), ended::add, 50);

      assertThat(ended).filteredOn(daemon::equals).hasSize(count);
    } finally {
      daemon.destroyForcibly();
      another.destroyForcibly();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldNotHitAProcessThatHasTheNumberOfOneThatHasEnded() throws Exception {
    assumeTrue(Files.isWritable(LAST_PID));
    String token = UUID.randomUUID().toString(); // No other test ends what has it.
    ProcessHandle known = null;
    Process second = null;
    try {
      // Whoever else starts a process at this moment may get the number.
      for (int round = 0; round < 200 && !hasNumberOf(second, known); round++) {
        if (second != null) {
          second.toHandle().destroyForcibly();
          second.waitFor();
        }
        Process first = start(token, "sleep", "600");
        known = first.toHandle();
        first.destroyForcibly().waitFor();
        Files.writeString(LAST_PID, Long.toString(known.pid() - 1));
        second = start(token, "sleep", "600");
      }
      assumeTrue(hasNumberOf(second, known));

      new LeakedProcesses("Worker 2", new TestLog()).end(known);

      assertThat(second.toHandle().isAlive()).isTrue();
    } finally {
      if (second != null) {
        second.toHandle().destroyForcibly();
      }
    }
  }

  /**
   * A handle tells by the time of the start, which the kernel counts in hundredths of a second. A
   * {@link Process} may get the end of the one before it, which Java forgets a little later; then
   * it does not live, although its process does.
   */
  private static boolean hasNumberOf(Process process, ProcessHandle another) {
    return process != null
        && process.isAlive()
        && process.pid() == another.pid()
        && !process.toHandle().equals(another);
  }
}
