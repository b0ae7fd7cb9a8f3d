package dev.headway.internal.process.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.process.Bench;
import dev.headway.process.Patience;
import dev.headway.process.Processes;
import dev.headway.process.Tasks;
import dev.headway.process.TestBatch;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is said of the processes that outlive the tasks that started them. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
@SuppressWarnings("serial") // It takes this package for one of the JDK, by its name.
class LeakedProcessesTest {

  /** Starts processes that outlive the task, then ends as told. */
  private static long leave(String how) throws Exception {
    String[] words = how.split(" ");
    for (int i = 0; i < Integer.parseInt(words[0]); i++) {
      new ProcessBuilder("sleep", "60" + i).start();
    }
    Tasks.obey(words[1]);
    return ProcessHandle.current().pid();
  }

  /** Nobody's child any more, but of the session: known by its mark alone. */
  private static Object orphan(String how) throws Exception {
    new ProcessBuilder("sh", "-c", "sleep 600 >/dev/null 2>&1 &").start().waitFor();
    return Tasks.obey(how);
  }

  private static List<String> warnings(Bench bench) {
    return bench.log.lines.stream().filter(line -> line.startsWith("WARNING")).toList();
  }

  /** It may be told after the worker has been closed. */
  private static void awaitWarning(Bench bench) {
    Patience.until("a warning", () -> !warnings(bench).isEmpty());
  }

  @Test
  void shouldBeNamedWhenTheWorkerIsClosed() throws Exception {
    Bench bench = new Bench();
    TestBatch<String, Long> batch =
        bench.perform(TestBatch.of(LeakedProcessesTest::leave, "0 on", "1 on", "0 on"));
    bench.close();

    awaitWarning(bench);
    assertThat(warnings(bench)).hasSize(1);
    assertThat(warnings(bench).get(0))
        .matches(
            "WARNING Worker 2 \\(pid "
                + batch.value(0)
                + "\\) ended after task 12 and left a process running, ended now:"
                + " pid \\d+ \\(\\S*/[a-z]+\\)");
  }

  @Test
  void shouldBeNamedWhenTheTaskEndsItsWorker() throws Exception {
    try (Bench bench = new Bench()) {
      bench.perform(TestBatch.of(LeakedProcessesTest::orphan, "on", "halt"));

      awaitWarning(bench);
      assertThat(warnings(bench)).hasSize(1);
      assertThat(warnings(bench).get(0))
          .contains(") ended in task 11 and left 2 processes running, ended now: pid ")
          .containsPattern("\\(\\S+\\),\n  pid ");
    }
  }

  @Test
  void shouldBeNamedInThreeLinesAtMost() throws Exception {
    Bench bench = new Bench();
    bench.perform(TestBatch.of(LeakedProcessesTest::leave, "5 on"));
    bench.close();

    awaitWarning(bench);
    assertThat(warnings(bench)).hasSize(1);
    assertThat(warnings(bench).get(0))
        .contains("left 5 processes running")
        .endsWith("), … and 2 more")
        .hasLineCount(3);
  }

  @Test
  void shouldNotBeSpokenOfWhenTheInitializerHasStartedThem() throws Exception {
    Bench bench = new Bench(Processes.of(1).init(() -> leave("2 on")));
    bench.pid();
    bench.close();

    assertThat(warnings(bench)).isEmpty();
  }

  @Test
  void shouldNotBeSpokenOfWhenTheyAreThreadsOfTheInitializer() throws Exception {
    Bench bench =
        new Bench(Processes.of(1).init(() -> new Thread(LeakedProcessesTest::waitForEver).start()));
    bench.pid();
    bench.close();

    assertThat(bench.printed).isEmpty();
  }

  private static void waitForEver() {
    while (true) {
      LockSupport.park();
    }
  }

  @Test
  void shouldNotBeSpokenOfWhenTheyHaveEnded() throws Exception {
    Bench bench = new Bench();
    bench.perform(
        TestBatch.<String, Object>of(
            command -> new ProcessBuilder(command).start().waitFor(), "true"));
    bench.close();

    assertThat(warnings(bench)).isEmpty();
  }
}
