package dev.headway.faults;

import static dev.headway.faults.Scene.ITEMS;
import static dev.headway.faults.Scene.WORKERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.process.Processes;
import dev.headway.work.TaskFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** Who stops early is free at once, and nothing starts after that. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CloseEndsAllTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** The first eight are quick, the others take long. */
  private static TaskFunction<Integer, Integer> slowAfter(int quick, Marks marks) {
    return x -> {
      marks.set("started" + x);
      if (x >= quick) {
        Thread.sleep(120_000); // Longer than any machine may take to close.
      }
      return x;
    };
  }

  private static void assertNothingStartsAfter(
      Scene scene, Results<?, ?> results, long closingNanos) throws IOException {
    scene.agree(results, closingNanos);
    scene.assertWhole(); // What was about to start at the close has started or never will.
    List<String> started = started(scene);
    scene.assertWhole();
    assertThat(started(scene)).isEqualTo(started);
    assertThat(results.report().taken()).isLessThanOrEqualTo(8 + 3 * WORKERS);
  }

  private static List<String> started(Scene scene) {
    return scene.marks().names().stream().filter(name -> name.startsWith("started")).toList();
  }

  private static void assertBreak(Scene scene, String row) throws IOException {
    Results<Integer, Integer> results = scene.over(ITEMS).map(slowAfter(8, scene.marks()));
    Iterator<Integer> values = results.iterator();
    for (int x = 0; x < 8; x++) {
      values.next();
    }
    long start = System.nanoTime();
    results.close();
    long closing = System.nanoTime() - start;
    Measures.within(row, "closed", closing, SECOND);
    assertNothingStartsAfter(scene, results, closing);
  }

  @FaultTest
  @DisplayName("row 22: a loop is left after 8 results")
  void shouldEndTheRestOfALoopThatIsLeft() throws Exception {
    try (Scene scene = Scene.processes()) {
      assertBreak(scene, "22");
    }
  }

  @FaultTest
  @DisplayName("row 22: a loop is left after 8 results; threads")
  void shouldEndTheRestOfALoopThatIsLeftForThreads() throws Exception {
    try (Scene scene = Scene.threads()) {
      assertBreak(scene, "22T");
    }
  }

  /** A program that drops its iterator, closes nothing and ends. */
  static final class Dropper {
    public static void main(String[] arguments) throws Exception {
      Marks marks = new Marks(arguments[0]);
      Pool pool = Pool.on(Processes.of(WORKERS)).quiet();
      Iterator<Integer> values =
          pool.map(IntStream.range(0, ITEMS).boxed().toList(), slowAfter(8, marks)).iterator();
      for (int x = 0; x < 8; x++) {
        values.next();
      }
      List<String> family = Scene.descendants().stream().map(String::valueOf).toList();
      System.out.println(String.join(" ", family));
      System.out.println(marks.names().size());
      marks.set("dropped");
    }
  }

  @FaultTest
  @DisplayName("row 22: an iterator is dropped and nothing is closed")
  void shouldNotHoldUpTheEndOfAProgramThatClosesNothing() throws Exception {
    Path directory = Files.createTempDirectory("faults");
    Marks marks = new Marks(directory.toString());
    Program program = Program.run(Dropper.class, List.of(), marks.directory());
    long end = System.nanoTime();

    assertThat(program.status()).isZero();
    Measures.within("22b", "exit", end - marks.get("dropped").nanos(), SECOND);
    String[] lines = program.printed().lines().toArray(String[]::new);
    for (String pid : lines[0].split(" ")) {
      Eventually.until(
          "the end of worker " + pid,
          Measures.patience(Duration.ofSeconds(2)),
          () -> hasEnded(pid));
    }
    int more = marks.names().size() - 1 - Integer.parseInt(lines[1]);
    Measures.record("22b", "started after", more, WORKERS);
    assertThat(more).isLessThanOrEqualTo(WORKERS);
    // A worker that had just begun to start may end, and leave its marks, a moment later.
    Eventually.until("the end of its files", () -> deleted(directory));
  }

  private static boolean deleted(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      return false; // Something came or went meanwhile.
    }
  }

  /** An orphan that has ended may stay for ever, as where process 1 buries nobody. */
  private static boolean hasEnded(String pid) {
    try {
      String stat = Files.readString(Path.of("/proc", pid, "stat"), StandardCharsets.ISO_8859_1);
      return "ZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) >= 0;
    } catch (IOException e) {
      return true; // It has gone.
    }
  }

  private static void assertConsumerMayThrow(Scene scene, String row) throws IOException {
    Results<Integer, Integer> results = scene.over(ITEMS).map(slowAfter(8, scene.marks()));
    IllegalStateException own = new IllegalStateException("the consumer's own");
    long[] thrown = new long[1];
    assertThatThrownBy(
            () -> {
              try (results) {
                int seen = 0;
                for (int value : results) {
                  assertThat(value).isLessThan(8);
                  if (++seen == 8) {
                    thrown[0] = System.nanoTime();
                    throw own;
                  }
                }
              }
            })
        .isSameAs(own)
        .hasNoSuppressedExceptions();
    long closing = System.nanoTime() - thrown[0];
    Measures.within(row, "closed", closing, SECOND);
    assertThat(results.report().counts().succeeded()).isEqualTo(8);
    assertThat(results.report().counts().cancelled()).isEqualTo(results.report().taken() - 8);
    assertNothingStartsAfter(scene, results, closing);
  }

  @FaultTest
  @DisplayName("row 24: the consumer throws at result 8")
  void shouldLetTheConsumersExceptionThrough() throws Exception {
    try (Scene scene = Scene.processes()) {
      assertConsumerMayThrow(scene, "24");
    }
  }

  @FaultTest
  @DisplayName("row 24: the consumer throws at result 8; threads")
  void shouldLetTheConsumersExceptionThroughForThreads() throws Exception {
    try (Scene scene = Scene.threads()) {
      assertConsumerMayThrow(scene, "24T");
    }
  }

  /** Exits while its worker starts, with a hook of its own that closes the pool. */
  static final class ExitsWhileAWorkerStarts {
    public static void main(String[] arguments) {
      // Otherwise the start might be over before this program ends.
      Pool pool = Pool.on(Processes.of(1).init(() -> new CountDownLatch(1).await())).quiet();
      Thread caller = new Thread(() -> pool.map(List.of(1), x -> x).toList());
      caller.setDaemon(true);
      caller.setUncaughtExceptionHandler((thread, cancelled) -> {});
      Thread closing = new Thread(() -> close(pool));
      Runtime.getRuntime().addShutdownHook(closing);
      caller.start();
      Eventually.until(
          "the worker's process", () -> ProcessHandle.current().children().findAny().isPresent());
      System.exit(0);
    }

    /** When the start has failed, since the program ends, and that is not to be told. */
    private static void close(Pool pool) {
      Eventually.until("a start that failed", ExitsWhileAWorkerStarts::waits);
      long start = System.nanoTime();
      pool.close();
      System.out.println(System.nanoTime() - start);
    }

    private static boolean waits() {
      return Thread.getAllStackTraces().entrySet().stream()
          .filter(each -> each.getKey().getState() == Thread.State.TIMED_WAITING)
          .flatMap(each -> Stream.of(each.getValue()))
          .filter(frame -> frame.getClassName().endsWith(".WorkerLauncher"))
          .anyMatch(frame -> frame.getMethodName().equals("awaitTheEnd"));
    }
  }

  @FaultTest
  @DisplayName("row 12: a hook of the program closes the pool while a worker starts")
  void shouldCloseAtOnceInAHookOfTheProgram() throws Exception {
    Program program = Program.run(ExitsWhileAWorkerStarts.class, List.of());

    assertThat(program.status()).isZero();
    Measures.within(
        "12b", "closed in a hook", Long.parseLong(program.printed()), Duration.ofMillis(300));
  }
}
