package dev.headway.internal.process.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.headway.process.Bench;
import dev.headway.process.Patience;
import dev.headway.process.Processes;
import dev.headway.process.Tasks;
import dev.headway.process.TestBatch;
import dev.headway.work.RemoteTaskException;
import dev.headway.work.TaskFunction;
import dev.headway.work.WorkerStartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings that users have, each seen from within a worker. */
@SuppressWarnings("serial") // It takes this package for one of the JDK, by its name.
@Tag("faults")
class ProcessConfigTest {

  /** Applies a function to one input in a worker of a backend. */
  private static <A, B> TestBatch<A, B> apply(
      Processes backend, TaskFunction<A, B> function, List<A> inputs) throws Exception {
    try (Bench bench = new Bench(backend)) {
      return bench.perform(new TestBatch<>(function, inputs));
    }
  }

  private static <B> Object one(Processes backend, TaskFunction<Integer, B> function)
      throws Exception {
    return apply(backend, function, List.of(1)).value(0);
  }

  @Test
  void shouldLimitTheHeap() throws Exception {
    Processes backend = Processes.of(1).heap(64L << 20);

    assertThat((Long) one(backend, i -> Runtime.getRuntime().maxMemory()))
        .isBetween(60L << 20, 64L << 20);
  }

  @Test
  void shouldHandOnOptions() throws Exception {
    Processes backend =
        Processes.of(1).jvmOptions("-Dfirst=1").jvmOptions("-Dsecond=a b", "-Dfile.encoding=X");

    assertThat(one(backend, i -> System.getProperty("first") + System.getProperty("second")))
        .isEqualTo("1a b");
  }

  @Test
  void shouldSetVariablesOfTheEnvironment() throws Exception {
    Processes backend =
        Processes.of(1).environment("ONE", "1").environment("HEADWAY_PROGRESS", "on");

    assertThat(one(backend, i -> System.getenv("ONE") + System.getenv("HEADWAY_PROGRESS")))
        .isEqualTo("1on");
    assertThat(one(backend, i -> System.getenv("PATH"))).isEqualTo(System.getenv("PATH"));
  }

  @Test
  void shouldRunInADirectoryWithAClassPathThatIsRelative(@TempDir Path directory) throws Exception {
    String usual = System.getProperty("java.class.path");
    Path here = Path.of("").toAbsolutePath();
    String relative =
        List.of(usual.split(":")).stream()
            .map(entry -> here.relativize(Path.of(entry).toAbsolutePath()).toString())
            .reduce((a, b) -> a + ":" + b)
            .orElseThrow();
    System.setProperty("java.class.path", relative);
    try {
      Processes backend = Processes.of(1).directory(directory);
      assertThat(one(backend, i -> Path.of("").toAbsolutePath())).isEqualTo(directory);
    } finally {
      System.setProperty("java.class.path", usual);
    }
  }

  @Test
  void shouldSayThatTheDirectoryDoesNotExist(@TempDir Path directory) {
    Processes backend = Processes.of(1).directory(directory.resolve("none"));

    assertThatThrownBy(() -> one(backend, i -> i))
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining(directory.resolve("none").toString());
  }

  @Test
  void shouldReplaceAProcessAfterSoManyTasks() throws Exception {
    List<Object> inputs = IntStream.range(0, 7).<Object>mapToObj(i -> i).toList();
    try (Bench bench = new Bench(Processes.of(1).recycleAfter(3))) {
      TestBatch<Object, Long> batch = bench.perform(new TestBatch<>(Tasks.PID, inputs));
      TestBatch<Object, Long> next =
          bench.perform(new TestBatch<>(Tasks.PID, inputs.subList(0, 3)));

      List<Object> pids = IntStream.range(0, 7).mapToObj(batch::value).toList();
      assertThat(batch.ends()).hasSize(7).allMatch(end -> end.startsWith("succeeded"));
      assertThat(pids.subList(0, 3)).containsOnly(pids.get(0));
      assertThat(pids.subList(3, 6)).containsOnly(pids.get(3)).doesNotContain(pids.get(0));
      assertThat(pids.get(6)).isNotEqualTo(pids.get(3));
      assertThat(List.of(next.value(0), next.value(1))).containsOnly(pids.get(6));
      assertThat(next.value(2)).isNotEqualTo(pids.get(6));
    }
  }

  static final class Heap {
    private static final List<byte[]> KEPT = new ArrayList<>();

    /** Leaves memory behind. */
    static long leak(int mib) {
      KEPT.add(new byte[mib << 20]);
      return ProcessHandle.current().pid();
    }

    /** Uses memory and leaves none of it behind. */
    static long waste(int mib) {
      leak(mib);
      KEPT.clear();
      return ProcessHandle.current().pid();
    }
  }

  @Test
  void shouldReplaceAProcessWhoseTasksLeaveTooMuchBehind() throws Exception {
    Processes backend = Processes.of(1).heap(128L << 20).recycleAbove(32L << 20);
    TestBatch<Integer, Long> batch = apply(backend, Heap::leak, List.of(40, 1, 40, 40));

    List<Object> pids = IntStream.range(0, 4).mapToObj(batch::value).toList();
    assertThat(batch.ends())
        .containsExactly("succeeded 0", "succeeded 1", "succeeded 2", "succeeded 3");
    assertThat(pids.get(1)).isNotEqualTo(pids.get(0)).isEqualTo(pids.get(2));
    assertThat(pids.get(3)).isNotEqualTo(pids.get(2));
  }

  @Test
  void shouldNotReplaceAProcessForItsGarbage() throws Exception {
    Processes backend = Processes.of(1).heap(128L << 20).recycleAbove(32L << 20);
    TestBatch<Integer, Long> batch = apply(backend, Heap::waste, List.of(40, 40, 40, 40));

    assertThat(IntStream.range(0, 4).mapToObj(batch::value).distinct()).hasSize(1);
  }

  @Test
  void shouldNotReplaceAProcessForTheSizeOfAResult() throws Exception {
    Processes backend = Processes.of(1).heap(256L << 20).recycleAbove(32L << 20);
    try (Bench bench = new Bench(backend)) {
      long pid = bench.pid();
      bench.perform(TestBatch.<Integer, byte[]>of(size -> new byte[size], 48 << 20));

      assertThat(bench.pid()).isEqualTo(pid);
    }
  }

  @Test
  void shouldFailATaskWhoseResultIsTooLarge() throws Exception {
    Processes backend = Processes.of(1).maxResult(1 << 20);
    TestBatch<Integer, byte[]> batch =
        apply(backend, size -> new byte[size], List.of(1 << 20, (1 << 20) + 1, 50 << 20, 5));

    assertThat(batch.ends()).containsExactly("succeeded 0", "failed 1", "failed 2", "succeeded 3");
    assertThat(batch.error(1))
        .hasMessage(
            "The result of task 11 cannot be sent back by the worker: it needs more than 1 MiB in"
                + " serialized form");
  }

  @Test
  void shouldKillAtOnceWithoutGrace() throws Exception {
    try (Bench bench = new Bench(Processes.of(1).grace(Duration.ZERO))) {
      TestBatch<String, Object> batch = TestBatch.of(Tasks::obey, "sleep");
      Thread handler = bench.start(batch);
      batch.awaitStarted();
      batch.cancelled = true;
      bench.worker.cancel();
      Patience.join(handler);

      assertThat(batch.ends()).isEmpty();
    }
  }

  static final class State {
    private static int count;

    static void init() {
      count++;
      System.out.println("ready");
    }

    static void fail() {
      System.err.println("no luck");
      throw new IllegalStateException("there is no model");
    }
  }

  @Test
  void shouldInitializeEachWorkerOnce() throws Exception {
    Processes backend = Processes.of(1).init(State::init).recycleAfter(2);
    TestBatch<Integer, Integer> batch = apply(backend, i -> State.count, List.of(1, 2, 3));

    assertThat(List.of(batch.value(0), batch.value(1), batch.value(2))).containsOnly(1);
  }

  @Test
  void shouldNotStartAWorkerWhoseInitializerFails() {
    assertThatThrownBy(() -> one(Processes.of(1).init(State::fail), i -> i))
        .isInstanceOf(WorkerStartException.class)
        .hasMessageStartingWith("Worker 2 could not be started: its initializer failed:")
        .hasMessageContaining("there is no model")
        .hasMessageContaining("no luck")
        .hasCauseInstanceOf(RemoteTaskException.class)
        .satisfies(
            error ->
                assertThat(error.getCause().getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("fail")));
  }

  @Test
  void shouldNotStartAWorkerWhoseInitializerEndsIt() {
    assertThatThrownBy(() -> one(Processes.of(1).init(() -> System.exit(4)), i -> i))
        .isInstanceOf(WorkerStartException.class)
        .hasMessageStartingWith(
            "Worker 2 could not be started: its initializer ended the JVM: it exited with status 4"
                + " (the initializer called System.exit).\nIts command: ");
  }

  @Test
  void shouldNotBlameATaskForAnInitializerThatHalts() {
    Processes backend = Processes.of(1).init(() -> Runtime.getRuntime().halt(5));

    assertThatThrownBy(() -> one(backend, i -> i))
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("before its initializer had ended")
        .hasMessageContaining(
            "it exited with status 5 (the initializer called Runtime.halt, or the JVM ended");
  }

  @Test
  void shouldNotWaitForEverForAnInitializer() {
    Throwable thrown = null;
    // A machine that is busy may need longer to come to the initializer at all.
    for (long seconds = 2;
        seconds < 60 && (thrown == null || thrown.getMessage().contains("said hello"));
        seconds *= 4) {
      Processes backend =
          Processes.of(1).init(Tasks::forEver).startTimeout(Duration.ofSeconds(seconds));
      thrown = catchThrowable(() -> one(backend, i -> i));
    }

    assertThat(thrown)
        .isInstanceOf(WorkerStartException.class)
        .hasMessageMatching("(?s).*it took more than [\\d.]+ s before its initializer had ended.*")
        .hasMessageNotContaining("killed by"); // By Headway, which says so.
  }

  @Test
  void shouldRefuseWhatMakesNoSense() {
    Processes backend = Processes.of(1);
    Object unfit = new Object();
    List<Runnable> all =
        List.of(
            () -> backend.heap(1000),
            () -> backend.jvmOptions("Main"),
            () -> backend.environment("A=B", ""),
            () -> backend.environment("", ""),
            () -> backend.environment("A", "\0"),
            () -> backend.environment("CLASSPATH", "x"),
            () -> backend.recycleAfter(0),
            () -> backend.recycleAbove(1000),
            () -> backend.maxResult(0),
            () -> backend.maxResult(1L << 31),
            () -> backend.grace(Duration.ofSeconds(-1)),
            () -> backend.startTimeout(Duration.ZERO),
            () -> backend.init(unfit::notify));
    for (Runnable one : all) {
      assertThatIllegalArgumentException().isThrownBy(one::run);
    }
    assertThat(backend.heap(1 << 30)).isNotSameAs(backend);
  }
}
