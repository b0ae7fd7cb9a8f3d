package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.JobException;
import dev.headway.Pool;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tasks have started ends with their worker, however that ends; daemons stay. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessesOfTasksTest {

  /** A time to sleep that no other process of this machine has, so that it can be found by it. */
  private final String time = "7" + ThreadLocalRandom.current().nextLong(1_000_000_000);

  private final String daemonsTime = "6" + time.substring(1);

  @TempDir private Path directory;

  @AfterEach
  void endTheRest() throws IOException {
    sleeping(time).forEach(ProcessesOfTasksTest::kill);
    sleeping(daemonsTime).forEach(ProcessesOfTasksTest::kill);
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** The processes that sleep for so long. One that has ended and is not buried has no command. */
  private static List<Long> sleeping(String time) throws IOException {
    List<Long> pids = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        try {
          String command = Files.readString(process.resolve("cmdline"));
          if (command.equals("sleep\0" + time + "\0")) {
            pids.add(Long.valueOf(process.getFileName().toString()));
          }
        } catch (IOException e) {
          // It has gone.
        }
      }
    }
    return pids;
  }

  /** A program whose task starts processes, and how it ends. */
  static final class Parent {
    /** A child, a grandchild, one that is nobody's child any more, and a daemon. */
    static void start(String time, String daemonsTime) throws Exception {
      new ProcessBuilder("sleep", time).start();
      new ProcessBuilder("sh", "-c", "sleep " + time + " & wait").start();
      new ProcessBuilder("sh", "-c", "sleep " + time + " >/dev/null 2>&1 &").start().waitFor();
      new ProcessBuilder("setsid", "sleep", daemonsTime).start();
      while (sleeping(time).size() < 3 || sleeping(daemonsTime).isEmpty()) {
        Thread.onSpinWait();
      }
    }

    private static Object perform(String how, String time, String daemonsTime, Path directory)
        throws Exception {
      start(time, daemonsTime);
      switch (how) {
        case "close", "return" -> {
          return how;
        }
        case "failure" -> throw new IllegalStateException("as told");
        case "timeout" -> Thread.sleep(Long.MAX_VALUE);
        case "crash" -> Tasks.obey("kill");
        default -> {
          Files.createFile(directory.resolve("started"));
          while (how.equals("constantly")) {
            new ProcessBuilder("sleep", time).start();
          }
          Thread.sleep(Long.MAX_VALUE);
        }
      }
      return how;
    }

    public static void main(String[] arguments) throws Exception {
      String how = arguments[0];
      String time = arguments[1];
      String daemonsTime = arguments[2];
      Path directory = Path.of(arguments[3]);
      Pool pool = Pool.on(Processes.of(1)).quiet();
      var results =
          pool.over(List.of(directory.toString()))
              .timeout(Duration.ofSeconds(how.equals("timeout") ? 10 : 1000))
              .map(place -> perform(how, time, daemonsTime, Path.of(place)));
      if (List.of("exit", "halt", "signal", "constantly").contains(how)) {
        Thread thread = new Thread(() -> consume(results));
        thread.setDaemon(true);
        thread.start();
        while (!Files.exists(directory.resolve("started"))) {
          Thread.onSpinWait();
        }
      } else {
        consume(results);
      }
      if (how.equals("close")) {
        pool.close();
      }
      System.out.println("ready");
      switch (how) {
        case "exit" -> System.exit(1);
        case "halt" -> Runtime.getRuntime().halt(1);
        case "return", "failure" -> {}
        default -> System.in.readAllBytes(); // It ends with the test, also if that is killed.
      }
    }

    private static void consume(dev.headway.Results<?, ?> results) {
      try {
        results.toList();
      } catch (JobException e) {
        // As it was told.
      }
    }
  }

  private void run(String how, String signal) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "env",
            "--default-signal=HUP,INT,QUIT,TERM", // A shell lets what runs in its background ignore
            // it.
            System.getProperty("java.home") + "/bin/java",
            Parent.class.getName(),
            how,
            time,
            daemonsTime,
            directory.toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectError(directory.resolve("err").toFile());
    Process parent = builder.start();
    try (BufferedReader lines = parent.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("ready");
      if (signal.isEmpty()) {
        awaitNone(how);
      } else {
        new ProcessBuilder("kill", "-" + signal, "" + parent.pid()).start().waitFor();
        Patience.get(parent.onExit());
        awaitNone(how + " " + signal);
      }
    } finally {
      parent.destroyForcibly();
    }
    assertThat(sleeping(daemonsTime)).as("the daemon").hasSize(1);
  }

  private void awaitNone(String how) throws IOException {
    long deadline = System.nanoTime() + Patience.LIMIT.toNanos();
    for (List<Long> left = sleeping(time); !left.isEmpty(); left = sleeping(time)) {
      assertThat(System.nanoTime()).as("%s: %s are left", how, left).isLessThan(deadline);
      Thread.yield();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "failure", "timeout", "crash", "return", "exit", "halt"})
  void shouldEndWithTheirWorker(String how) throws Exception {
    run(how, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "KILL"})
  void shouldEndWhenTheProgramIsEndedByASignal(String signal) throws Exception {
    run("signal", signal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL"})
  void shouldEndThoughTheTaskGoesOnStartingThem(String signal) throws Exception {
    run("constantly", signal);
  }
}
