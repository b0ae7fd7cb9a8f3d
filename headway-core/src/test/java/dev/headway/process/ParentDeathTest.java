package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("faults")
class ParentDeathTest {

  /** A parent with three workers: one idle, one asleep in a task, one in a loop for ever. */
  static final class Parent {
    public static void main(String[] arguments) throws Exception {
      Path file = Path.of(arguments[1]);
      Bench idle = new Bench();
      Bench asleep = new Bench();
      Bench busy = new Bench();
      for (Bench bench : List.of(idle, asleep, busy)) {
        System.out.println(bench.pid());
      }
      TestBatch<String, Object> sleeps = TestBatch.of(Tasks::obey, "sleep");
      asleep.start(sleeps);
      sleeps.awaitStarted();
      busy.start(TestBatch.<String, Object>of(Tasks::spin, file.toString()));
      while (!Files.exists(file)) {
        Thread.onSpinWait();
      }
      System.out.println("ready");
      switch (arguments[0]) {
        case "exit" -> System.exit(1);
        case "halt" -> Runtime.getRuntime().halt(1);
        case "return" -> {}
        default -> System.in.readAllBytes(); // It ends with the test, also if that is killed.
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill", "terminate", "exit", "halt", "return"})
  void shouldEndAllWorkersWhenTheParentEnds(String how, @TempDir Path directory) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-Djava.io.tmpdir=" + directory,
            Parent.class.getName(),
            how,
            directory.resolve("busy").toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process parent = builder.start();
    List<Long> workers = new ArrayList<>();
    try (BufferedReader lines = parent.inputReader()) {
      for (String line = lines.readLine(); !line.equals("ready"); line = lines.readLine()) {
        workers.add(Long.valueOf(line));
      }
      if (how.equals("kill")) {
        parent.toHandle().destroyForcibly(); // Its input stays open.
      } else if (how.equals("terminate")) {
        parent.toHandle().destroy();
      }
      Patience.get(parent.onExit());
      assertThat(workers).hasSize(3);
      for (long worker : workers) {
        Patience.awaitEnd(worker);
      }
    } finally {
      parent.destroyForcibly();
    }
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("busy"));
    }
  }
}
