package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headway.process.Processes;
import dev.headway.progress.Ticker;
import dev.headway.terminal.BarView;
import dev.headway.terminal.JsonView;
import dev.headway.terminal.PlainView;
import dev.headway.terminal.Recording;
import dev.headway.terminal.RecordingSettings;
import dev.headway.work.Backend;
import dev.headway.work.Outcome;
import dev.headway.work.Serial;
import dev.headway.work.TaskFunction;
import dev.headway.work.Threads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever inputs, results and exceptions do when they are asked what they are: no task, no worker
 * and no view is lost for it, and each text is there or has a placeholder.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IllBehavedTest {

  enum Place {
    SERIAL(Serial::here),
    THREADS(() -> Threads.of(2)),
    PROCESSES(() -> Processes.of(2)),
    TAGGED(() -> Processes.of(2).tagged());

    private final Supplier<Backend> backend;

    Place(Supplier<Backend> backend) {
      this.backend = backend;
    }
  }

  static Stream<Place> places() {
    return Stream.of(Place.SERIAL, Place.THREADS);
  }

  private record Thrower(int kind, Serializable input) implements Serializable {
    Object strike() {
      System.err.println("It is about to fail.");
      throw IllBehaved.exceptions().get(kind);
    }

    @Override
    public String toString() {
      return input.toString();
    }
  }

  @TempDir private Path folder;
  private final ByteArrayOutputStream bar = new ByteArrayOutputStream();
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final ByteArrayOutputStream json = new ByteArrayOutputStream();

  /** So that short tasks are listed, and what is said of long jobs is said. */
  private final Ticker fast = () -> 5000 * Ticker.system().nanoTime();

  @AfterEach
  void tellTheUsual() {
    System.clearProperty("headway.summary");
  }

  /** Runs a job and ends its views; answers what came of it. */
  private <A> List<Outcome<A, Object>> run(
      Pool pool, List<A> inputs, TaskFunction<A, Object> function) throws IOException {
    System.setProperty("headway.summary", "on");
    Path file = folder.resolve("run.cast");
    List<Outcome<A, Object>> outcomes = new ArrayList<>();
    try (Recording recording = RecordingSettings.to(file).open()) {
      Display display =
          Display.manual(
              fast,
              new BarView(bar, 120, 40),
              new PlainView(new PrintStream(lines, true, StandardCharsets.UTF_8)),
              new JsonView(new PrintStream(json, true, StandardCharsets.UTF_8)),
              recording);
      Results<A, Object> results = pool.on(display).<A>over(inputs).named("ill").map(function);
      for (Outcome<A, Object> one : results.outcomes()) {
        outcomes.add(one);
        display.tick();
      }
      display.tick();
      assertThat(results.report().counts().settled()).isEqualTo(inputs.size());
      assertThat(results.report().replacedWorkers()).isZero();
      assertThat(results.report().slowest())
          .hasSize(5)
          .allSatisfy(task -> assertThat(task.input()).isNotEmpty().hasSizeLessThan(220));
    }
    assertThat(outcomes)
        .hasSize(inputs.size())
        .allSatisfy(one -> assertThat(one.toString()).hasSizeLessThan(1000));
    assertThat(bar.toString(StandardCharsets.UTF_8)).contains("ill", "slowest");
    assertThat(lines.toString(StandardCharsets.UTF_8)).contains("ill", "slowest");
    assertThat(json.toString(StandardCharsets.UTF_8)).contains("\"event\":\"finished\"");
    assertThat(Files.readString(file)).contains("ill");
    return outcomes;
  }

  @ParameterizedTest
  @MethodSource("places")
  void shouldSucceedAndBeNamed(Place place) throws IOException {
    try (Pool pool = Pool.on(place.backend.get())) {
      List<Outcome<Serializable, Object>> outcomes =
          run(
              pool,
              IllBehaved.inputs(),
              input -> {
                System.err.println("It prints.");
                return input;
              });

      assertThat(outcomes).allMatch(Outcome::succeeded);
      assertThat(outcomes.stream().map(Object::toString))
          .anyMatch(text -> text.contains("value=<IllBehaved$Silent: toString() returned null>"))
          .anyMatch(text -> text.contains("IllBehaved$Endless: toString() takes too long>"));
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void shouldFailAlone(Place place) throws IOException {
    int kinds = IllBehaved.exceptions().size();
    List<Serializable> all = IllBehaved.inputs();
    List<Thrower> inputs =
        IntStream.range(0, kinds).mapToObj(i -> new Thrower(i, all.get(i % all.size()))).toList();
    try (Pool pool = Pool.on(place.backend.get())) {
      List<Outcome<Thrower, Object>> outcomes = run(pool, inputs, Thrower::strike);

      assertThat(outcomes).allSatisfy(one -> assertThat(one).isInstanceOf(Outcome.Failure.class));
      assertThat(json.toString(StandardCharsets.UTF_8))
          .contains("<IllBehaved$NoMessage: toString() threw IllegalStateException>")
          .contains("<IllBehaved$EndlessMessage: toString() takes too long>");
      for (Thrower input : inputs) {
        TaskFailedException failure =
            catchThrowableOfType(
                TaskFailedException.class,
                () -> pool.quiet().map(List.of(input), Thrower::strike).toList());
        assertThat(failure.getMessage())
            .contains("<IllBehavedTest$Thrower: ")
            .doesNotContain("null:");
      }
      assertThat(pool.quiet().map(Stream.of(1, 2), x -> x + 1).toList()).containsExactly(2, 3);
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void shouldTimeOutAlone(Place place) {
    List<Serializable> inputs = IllBehaved.inputs().subList(0, 2);
    try (Pool pool = Pool.on(place.backend.get()).quiet()) {
      Results<Serializable, Object> results =
          pool.<Serializable>over(inputs)
              .timeout(Duration.ofMillis(200))
              .map(
                  input -> {
                    System.err.println("It waits.");
                    Thread.sleep(60_000);
                    return input;
                  });
      List<Outcome<Serializable, Object>> outcomes = new ArrayList<>();
      results.outcomes().forEach(outcomes::add);
      assertThat(outcomes)
          .hasSize(2)
          .allSatisfy(one -> assertThat(one).isInstanceOf(Outcome.TimedOut.class));
      assertThat(results.report().slowest())
          .extracting(RunReport.SlowTask::input)
          .containsExactlyInAnyOrder(
              "<IllBehaved$Silent: toString() returned null>",
              "<IllBehaved$Throwing: toString() threw IllegalStateException>");
    }
  }

  /** Counts in each JVM how often it is asked. */
  private record Counting(int number) implements Serializable {
    private static final AtomicInteger ASKED = new AtomicInteger();

    @Override
    public String toString() {
      return "asked " + ASKED.incrementAndGet();
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void shouldAskForNoTextThatIsNotShown(Place place) {
    Display display =
        Display.manual(
            () -> 0, // No task is slow, however busy the machine is: slow ones are named.
            new BarView(bar, 120, 40),
            new PlainView(new PrintStream(lines)));
    List<Counting> inputs = IntStream.range(0, 20).mapToObj(Counting::new).toList();
    Counting.ASKED.set(0);
    try (Pool pool = Pool.on(place.backend.get()).on(display)) {
      assertThat(pool.map(inputs, input -> Counting.ASKED.get()).toList()).containsOnly(0);
      display.tick();
    }
    assertThat(Counting.ASKED).hasValue(0);
  }

  @ParameterizedTest
  @MethodSource("places")
  void shouldWeighWhatTheWeigherCannot(Place place) {
    try (Pool pool = Pool.on(place.backend.get()).quiet()) {
      assertThat(
              pool.over(List.of(1, 2, 3))
                  .weighedBy(
                      input -> {
                        throw new StackOverflowError();
                      })
                  .map(x -> x + 1)
                  .toList())
          .containsExactly(2, 3, 4);
    }
  }
}
