package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What headway run leaves of its jobs, however it or they end: nothing. */
@Tag("faults")
class RunEndsTest {
  /**
   * As a shell with job control starts a command: in a process group of its own. The shell waits
   * for its end, and not for its next stop.
   */
  private static final List<String> AS_A_JOB =
      List.of("bash", "-c", "set -m; \"$@\" & echo $!; wait -f $!", "bash");

  @TempDir private Path folder;

  private Path temporary;

  @BeforeEach
  void makeATemporaryFolder() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  private ChildProcess run(String... words) throws IOException {
    return run(List.of(), words);
  }

  private ChildProcess run(List<String> starter, String... words) throws IOException {
    String[] all = new String[words.length + 1];
    all[0] = "run";
    System.arraycopy(words, 0, all, 1, words.length);
    return ChildProcess.headwayUnder(
        starter, Map.of("HEADWAY_PROGRESS", "off", "TMPDIR", temporary.toString()), all);
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143", "HUP,129", "KILL,137"})
  void shouldLeaveNothingBehindWhenItIsEndedBySignal(String signal, int status) throws Exception {
    String script = "sleep 611 & setsid sleep 612 & nohup sleep 613 & echo up; wait";
    try (ChildProcess run = run("--line", "-j2", "--sh", script, ":::", "a", "b")) {
      assertThat(run.outReader().readLine()).isEqualTo("up");
      assertThat(run.outReader().readLine()).isEqualTo("up");
      List<ProcessHandle> jobs = run.awaitDescendants(9);

      run.signal(signal);

      assertThat(run.awaitStatus()).isEqualTo(status);
      ChildProcess.awaitEnd(jobs);
      ChildProcess.awaitEmpty(temporary);
      assertThat(run.err()).doesNotContain("xception", "\tat ");
    }
  }

  @Test
  void shouldEndAllOfAJobThatIsOverItsTimeThoughItIgnoresSigterm() throws Exception {
    String script = "trap '' TERM; setsid sh -c 'trap \"\" TERM; echo $$; sleep 614' & sleep 614";
    long pid;
    try (ChildProcess run = run("--timeout", "5", "--sh", script, ":::", "a")) {
      pid = Long.parseLong(run.out().strip());
      assertThat(run.awaitStatus()).isOne();
    }
    ProcessHandle.of(pid).ifPresent(left -> ChildProcess.awaitEnd(List.of(left)));
  }

  @Test
  void shouldEndWhatACommandLeavesRunningAndSaySo() throws Exception {
    String script = "sleep 615 & echo $!";
    try (ChildProcess run = run("--sh", script, ":::", "a")) {
      long pid = Long.parseLong(run.out().strip());
      assertThat(run.awaitStatus()).isZero();
      assertThat(run.err()).contains("left a process running, ended now: pid " + pid);
      ProcessHandle.of(pid).ifPresent(left -> ChildProcess.awaitEnd(List.of(left)));
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void shouldLeaveNothingBehindAfterASecondInterrupt() throws Exception {
    String script = "trap 'sleep 616' TERM INT; echo up; while :; do sleep 616; done";
    try (ChildProcess run = run("--line", "--sh", script, ":::", "a")) {
      assertThat(run.outReader().readLine()).isEqualTo("up");
      List<ProcessHandle> jobs = run.awaitDescendants(3);
      run.signal("INT");
      run.signal("INT");
      assertThat(run.awaitStatus()).isEqualTo(130);
      ChildProcess.awaitEnd(jobs);
    }
  }

  @Test
  void shouldStopJobsAndGoOnWithThemAsTheShellWants() throws Exception {
    String script = "echo up; sleep 0.1; until [ -e \"$2\" ]; do sleep 0.1; done; echo end";
    Path gate = folder.resolve("gate");
    try (ChildProcess run =
        run(AS_A_JOB, "--line", "-j2", "--sh", script, "{}", gate.toString(), ":::", "a", "b")) {
      long pid = Long.parseLong(run.outReader().readLine());
      assertThat(run.outReader().readLine()).isEqualTo("up");
      assertThat(run.outReader().readLine()).isEqualTo("up");
      ProcessHandle headway = ProcessHandle.of(pid).orElseThrow();
      List<ProcessHandle> all = shells(headway);
      assertThat(all).hasSize(2);

      for (int i = 0; i < 2; i++) {
        signalGroup("TSTP", pid);
        ChildProcess.awaitStopped(true, List.of(headway));
        ChildProcess.awaitStopped(true, all);
        signalGroup("CONT", pid);
        ChildProcess.awaitStopped(false, all);
        ChildProcess.awaitStopped(false, List.of(headway));
      }

      Files.createFile(gate);
      assertThat(run.outReader().lines()).containsExactly("end", "end");
      assertThat(run.awaitStatus()).isZero();
    }
  }

  /** The jobs; what they start comes and goes. */
  private static List<ProcessHandle> shells(ProcessHandle headway) {
    return headway
        .children()
        .filter(each -> each.info().arguments().map(List::of).orElse(List.of()).contains("sh"))
        .toList();
  }

  private static void signalGroup(String name, long leader) throws Exception {
    assertThat(
            new ProcessBuilder("kill", "-s", name, "--", "-" + leader)
                .inheritIO()
                .start()
                .waitFor())
        .isZero();
  }

  @Test
  void shouldGoOnAfterAKillWithWhatWasNotDone() throws Exception {
    Path journal = folder.resolve("journal");
    Path done = folder.resolve("done");
    Path gate = folder.resolve("gate");
    String script =
        "[ $1 != 3 ] || until [ -e \"$3\" ]; do sleep 0.05; done; echo $1 >> \"$2\"; echo $1";
    String[] words = {
      "-j1",
      "--journal",
      journal.toString(),
      "--sh",
      script,
      "{}",
      done.toString(),
      gate.toString(),
      ":::",
      "1",
      "2",
      "3",
      "4"
    };
    try (ChildProcess run = run(words)) {
      assertThat(run.outReader().readLine()).isEqualTo("1");
      assertThat(run.outReader().readLine()).isEqualTo("2");
      List<ProcessHandle> jobs = run.awaitDescendants(3); // The watcher, the job and its sleep.
      run.signal("KILL");
      assertThat(run.awaitStatus()).isEqualTo(137);
      ChildProcess.awaitEnd(jobs);
    }
    Files.createFile(gate);
    try (ChildProcess run = run(words)) {
      assertThat(run.awaitStatus()).isZero();
    }
    List<String> ran = Files.readAllLines(done);
    assertThat(ran).contains("1", "2", "3", "4");
    assertThat(ran).as("what had ended for 10 ms when it was killed").containsOnlyOnce("3", "4");
  }
}
