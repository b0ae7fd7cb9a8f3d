package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.work.WorkerCrashedException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("faults")
class WorkerDeathTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit | exited with status 7 (the task called System.exit)",
        "halt | exited with status 7 (the task called Runtime.halt, or the JVM ended itself)",
        "kill | was killed by SIGKILL (9), perhaps by the kernel's out-of-memory killer,"
      })
  void shouldBlameTheTaskThatEndedTheWorker(String command, String end) throws Exception {
    // A JVM that exits on a busy machine is not to be killed before it has.
    ProcessConfig config = ProcessConfig.of(4).with(draft -> draft.grace = Patience.LIMIT);
    try (Bench patient = new Bench(config)) {
      long pid = patient.pid();

      TestBatch<String, Object> batch =
          patient.perform(TestBatch.<String, Object>of(Tasks::obey, command));

      assertThat(batch.trail()).containsExactly("started 0", "crashed 0");
      assertThat(batch.error(0))
          .isInstanceOf(WorkerCrashedException.class)
          .hasMessageStartingWith(
              "Worker 2 (pid "
                  + pid
                  + ") "
                  + end
                  + " while it ran task 10 (input: "
                  + command
                  + ").");
    }
  }

  @Test
  void shouldStartAnotherProcessAfterADeath() throws Exception {
    long first = bench.pid();
    bench.perform(TestBatch.<String, Object>of(Tasks::obey, "halt"));

    assertThat(bench.pid()).isNotEqualTo(first);
  }

  @Test
  void shouldStartAnotherProcessWhenAnIdleOneWasKilled() throws Exception {
    long first = bench.pid();
    ProcessHandle.of(first).orElseThrow().destroyForcibly();
    Patience.awaitEnd(first);

    assertThat(bench.pid()).isNotEqualTo(first);
  }

  @Test
  void shouldLeaveTheOtherTasksOfTheClaimToOthers() throws Exception {
    TestBatch<String, Object> batch =
        bench.perform(TestBatch.<String, Object>of(Tasks::obey, "a", "b", "kill", "c", "d"));

    assertThat(batch.ends()).containsExactly("succeeded 0", "succeeded 1", "crashed 2");
    assertThat(batch.error(2)).hasMessageContaining("task 12 (input: kill)");
  }

  @Test
  void shouldKeepWhatHadFinishedWhenATaskExits() throws Exception {
    TestBatch<String, Object> batch =
        bench.perform(TestBatch.<String, Object>of(Tasks::obey, "a", "b", "exit", "c"));

    assertThat(batch.ends()).containsExactly("succeeded 0", "succeeded 1", "crashed 2");
  }

  /** Results of tiny tasks travel together: they must not die with the task behind them. */
  @ParameterizedTest
  @ValueSource(strings = {"halt", "kill"})
  void shouldKeepWhatHadFinishedAndWasNotSent(String end) throws Exception {
    List<String> inputs = new ArrayList<>(Collections.nCopies(2000, "a word"));
    inputs.set(1500, end);
    for (int round = 0; round < 5; round++) {
      TestBatch<String, Object> batch = new TestBatch<>(Tasks::obey, inputs);
      bench.perform(batch);

      assertThat(batch.ends()).hasSize(1501).contains("succeeded 1499", "crashed 1500");
    }
  }

  @Test
  void shouldQuoteTheLastLinesOfTheWorker() throws Exception {
    TestBatch<Integer, Object> batch =
        bench.perform(
            TestBatch.<Integer, Object>of(
                input -> {
                  for (int i = 0; i < 100; i++) {
                    System.err.println("line " + i);
                  }
                  System.err.print("the last words");
                  Runtime.getRuntime().halt(1);
                  return null;
                },
                1));

    assertThat(batch.error(0))
        .hasMessageContaining(" Its last lines:\n  line 8")
        .hasMessageNotContaining("line 79\n");
  }

  @Test
  void shouldReportTheDeathWhileAProcessOfTheTaskLivesOn() throws Exception {
    TestBatch<Integer, Object> batch =
        bench.perform(
            TestBatch.<Integer, Object>of(
                input -> {
                  long pid = new ProcessBuilder("sleep", "600").start().pid();
                  System.err.println("started " + pid);
                  Runtime.getRuntime().halt(1);
                  return null;
                },
                1));

    assertThat(batch.ends()).containsExactly("crashed 0");
    String line = bench.printed.get(0);
    Patience.awaitEnd(Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)));
  }

  static final class Deadly implements Serializable {
    private static final long serialVersionUID = 1L;

    private void writeObject(ObjectOutputStream out) throws IOException {
      if (System.getProperty(WorkerProtocol.NUMBER) != null) {
        Runtime.getRuntime().halt(5);
      }
    }
  }

  @Test
  void shouldBlameTheTaskWhoseResultKillsTheWorker() throws Exception {
    TestBatch<Integer, Object> batch =
        bench.perform(TestBatch.<Integer, Object>of(i -> i == 1 ? new Deadly() : i, 0, 1, 2));

    assertThat(batch.ends()).containsExactly("succeeded 0", "crashed 1");
  }

  @Test
  void shouldKeepWhatHadFinishedWhenTheConnectionBreaks(@TempDir Path folder) throws Exception {
    ProcessHandle worker = ProcessHandle.of(bench.pid()).orElseThrow();
    // An interrupt has to come just when the worker writes: each task adds a thread that tries.
    for (int attempt = 0; attempt < 50 && worker.isAlive(); attempt++) {
      Path begun = folder.resolve("begun-" + attempt);
      TestBatch<String, Object> batch =
          TestBatch.of(ChannelBreaker::breakChannel, begun.toString());
      bench.perform(batch);

      if (Files.exists(begun)) {
        assertThat(batch.ends()).as("its exception was there").containsExactly("failed 0");
      } else { // The connection broke behind the task before, when that had been answered. So this
        // one goes back, whether it was sent or not; at worst it may have begun.
        List<String> trail = batch.trail();
        assertThat(trail.isEmpty() ? "not sent" : trail.get(trail.size() - 1))
            .isIn("not sent", "not started 0", "crashed 0");
        break;
      }
    }

    Patience.awaitEnd(worker.pid());
  }

  /** Interrupts its own thread after the task, where the worker writes to the socket. */
  static final class ChannelBreaker {
    static Object breakChannel(String begun) throws Exception {
      new FileOutputStream(begun).close(); // Not by a channel: an interrupt would close it.
      Thread victim = Thread.currentThread();
      Thread breaker =
          new Thread(
              () -> {
                while (true) {
                  victim.interrupt();
                }
              });
      breaker.start();
      Tasks.forEver();
      return begun;
    }
  }
}
