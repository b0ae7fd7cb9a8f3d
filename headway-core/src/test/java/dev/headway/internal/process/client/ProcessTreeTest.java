package dev.headway.internal.process.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.process.Bench;
import dev.headway.process.Patience;
import dev.headway.process.Processes;
import dev.headway.process.Tasks;
import dev.headway.process.TestBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the processes that tasks have started. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
@SuppressWarnings("serial") // It takes this package for one of the JDK, by its name.
class ProcessTreeTest {
  private final Bench bench = new Bench();

  @TempDir private Path directory;

  @AfterEach
  void close() throws IOException {
    bench.close();
    Path file = directory.resolve("pid");
    if (Files.exists(file)) {
      Patience.kill(Long.parseLong(Files.readString(file)));
    }
  }

  /**
   * Starts a process, leaves it to nobody if it is to be an orphan, and writes its id to a file.
   *
   * @param command how it is started, how the task ends, and the file
   */
  static String leave(String command) throws Exception {
    String[] words = command.split(" ", 3);
    String start = words[0].equals("daemon") ? "setsid sleep 600" : "sleep 600";
    Process shell = new ProcessBuilder("sh", "-c", start + " >/dev/null 2>&1 & echo $!").start();
    String pid = new String(shell.getInputStream().readAllBytes()).trim();
    shell.waitFor();
    while (words[0].equals("daemon") && !leadsItsSession(pid)) {
      Thread.onSpinWait();
    }
    Path file = Path.of(words[2]);
    Path draft = Path.of(words[2] + ".draft");
    Files.writeString(draft, pid);
    Files.move(draft, file);
    while (words[1].equals("spin")) {
      Thread.onSpinWait();
    }
    return String.valueOf(Tasks.obey(words[1]));
  }

  private static boolean leadsItsSession(String pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", pid, "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return fields[3].equals(pid);
  }

  private long leftBehind() throws Exception {
    Path file = directory.resolve("pid");
    while (!Files.exists(file)) {
      Thread.onSpinWait();
    }
    return Long.parseLong(Files.readString(file));
  }

  private TestBatch<String, String> batch(String how) {
    return TestBatch.of(ProcessTreeTest::leave, how + " " + directory.resolve("pid"));
  }

  @Test
  void shouldEndWhenTheWorkerIsClosed() throws Exception {
    bench.perform(batch("orphan on"));
    long pid = leftBehind();
    assertThat(ProcessHandle.of(pid)).isPresent();

    bench.close();

    Patience.awaitEnd(pid);
  }

  @Test
  void shouldEndWhenTheTaskIsCancelledByForce() throws Exception {
    TestBatch<String, String> batch = batch("orphan spin");
    Thread handler = bench.start(batch);
    long pid = leftBehind();

    batch.cancelled = true;
    bench.worker.cancel();
    Patience.join(handler);

    Patience.awaitEnd(pid);
  }

  @ParameterizedTest
  @ValueSource(strings = {"halt", "exit", "kill"})
  void shouldEndWhenTheWorkerDiesByItself(String how) throws Exception {
    bench.perform(batch("orphan " + how));

    Patience.awaitEnd(leftBehind());
  }

  @Test
  void shouldEndWhenTheWorkerIsReplaced() throws Exception {
    try (Bench spent = new Bench(Processes.of(1).recycleAfter(1))) {
      spent.perform(batch("orphan on"));
      spent.pid();

      Patience.awaitEnd(leftBehind());
    }
  }

  @Test
  void shouldLeaveDaemonsAlone() throws Exception {
    bench.perform(batch("daemon on"));
    long pid = leftBehind();
    bench.close();

    assertThat(ProcessHandle.of(pid)).isPresent();
  }
}
