package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.internal.process.protocol.SocketDirectory;
import dev.headway.internal.time.Waits;
import dev.headway.work.WorkerStartException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
  private final String usual = System.getProperty("java.io.tmpdir");

  /** A folder of its own: others on this machine may start workers too. */
  @BeforeEach
  void useOwnFolder(@TempDir Path folder) {
    System.setProperty("java.io.tmpdir", folder.toString());
  }

  @AfterEach
  void useTheUsualFolder() {
    System.setProperty("java.io.tmpdir", usual);
  }

  private static ProcessConfig settings(Duration startTimeout, String... options) {
    return ProcessConfig.of(1)
        .with(draft -> draft.jvm = draft.jvm.withOptions(List.of(options)))
        .with(draft -> draft.startTimeout = startTimeout);
  }

  private static Set<Path> nests() throws Exception {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("headway"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void shouldLeaveNoFileWhileItRuns() throws Exception {
    Set<Path> before = nests();
    try (Bench bench = new Bench()) {
      bench.pid();
      assertThat(before).containsAll(nests());
    }
    assertThat(before).containsAll(nests());
  }

  @Test
  void shouldSayWhyAWorkerDidNotStart() throws Exception {
    Set<Path> before = nests();
    try (Bench bench =
        new Bench(settings(Duration.ofSeconds(30), "-Dkey=secret", "-XX:NoSuchFlag=1"))) {
      assertThatThrownBy(bench.worker::prepare)
          .isInstanceOf(WorkerStartException.class)
          .hasMessageStartingWith(
              "Worker 2 could not be started: it exited with status 1 before it said hello:"
                  + " Unrecognized VM option 'NoSuchFlag=1'.\nIts command: "
                  + System.getProperty("java.home"))
          .hasMessageContaining(" -Dkey=… ")
          .hasMessageNotContaining("secret")
          .hasMessageContaining("\nIt printed:\n  Unrecognized VM option 'NoSuchFlag=1'\n")
          .hasMessageEndingWith(
              "\nTo test its options, run the command with -version in place of the main class.");
    }
    assertThat(before).containsAll(nests());
  }

  /** There the JDK would say that a process has ended, on most machines. */
  @Test
  void shouldLearnOfADeadWorkerWhileTheCommonPoolIsBusy() throws Exception {
    int threads = Math.max(1, ForkJoinPool.getCommonPoolParallelism());
    CountDownLatch busy = new CountDownLatch(threads);
    CountDownLatch end = new CountDownLatch(1);
    try (Bench bench = new Bench(settings(Duration.ofSeconds(60), "-XX:NoSuchFlag=1"))) {
      for (int i = 0; i < threads; i++) {
        ForkJoinPool.commonPool()
            .execute(
                () -> {
                  busy.countDown();
                  Waits.uninterrupted(interrupted -> end.await());
                });
      }
      busy.await();
      assertThatThrownBy(bench.worker::prepare)
          .hasMessageContaining("it exited with status 1 before it said hello");
    } finally {
      end.countDown();
    }
  }

  @Test
  void shouldNotWaitForEverForAHello() throws Exception {
    Set<Path> before = nests();
    Children children = new Children();
    // It waits for a debugger first: else it might say hello before the timer has its turn.
    String waits = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0";
    try (Bench bench = new Bench(settings(Duration.ofMillis(1), waits))) {
      assertThatThrownBy(bench.worker::prepare)
          .isInstanceOf(WorkerStartException.class)
          .hasMessageContaining("it took more than 0.001 s before it said hello");
    }
    assertThat(before).containsAll(nests());
    assertThat(children.since()).isEmpty();
  }

  @Test
  void shouldStopWhenItsHandlerIsInterrupted() throws Exception {
    try (Bench bench = new Bench()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(bench.worker::prepare).isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
      assertThat(bench.pid()).isPositive();
    }
  }

  @Test
  void shouldStartWithAClassPathThatIsTooLongForTheEnvironment() throws Exception {
    String usual = System.getProperty("java.class.path");
    String entry = File.pathSeparator + "/no where/\"\\ " + "x".repeat(100);
    System.setProperty("java.class.path", usual + entry.repeat(1500));
    try (Bench bench = new Bench()) {
      TestBatch<String, String> batch =
          bench.perform(TestBatch.<String, String>of(System::getProperty, "java.class.path"));
      assertThat(batch.value(0)).isEqualTo(System.getProperty("java.class.path"));
    } finally {
      System.setProperty("java.class.path", usual);
    }
  }

  @Test
  void shouldKeepOthersOutOfItsDirectory() throws Exception {
    SocketDirectory directory = SocketDirectory.make();
    try {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.directory())))
          .isEqualTo("rwx------");
    } finally {
      directory.delete();
    }
    assertThat(directory.directory()).doesNotExist();
  }

  @Test
  void shouldFallBackWhenTheNameOfTheTemporaryDirectoryIsTooLong() throws Exception {
    System.setProperty("java.io.tmpdir", "/tmp/" + "long".repeat(30));
    try {
      SocketDirectory directory = SocketDirectory.make();
      assertThat(directory.directory().getParent()).isEqualTo(Path.of("/tmp"));
      directory.delete();
    } finally {
      System.setProperty("java.io.tmpdir", usual);
    }
  }
}
