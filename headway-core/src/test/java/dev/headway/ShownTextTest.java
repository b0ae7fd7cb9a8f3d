package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.headway.internal.run.RunNumbers;
import dev.headway.progress.Counts;
import dev.headway.progress.ProgressEvent;
import dev.headway.progress.Summary;
import dev.headway.progress.TaskEnd;
import dev.headway.work.CapturedOutput;
import dev.headway.work.Outcome;
import dev.headway.work.Serial;
import dev.headway.work.WorkerCrashedException;
import dev.headway.work.WorkerStartException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each place where a text of the user gets into one of ours, which a stack or a log shows. */
class ShownTextTest {
  private static final String EVIL =
      "ev\033[2J\033]0;title\007il\r\n2026 INFO forged\u009b1m\u202e\u2066\u200b\u2028\ud800";

  private static final String LONG = EVIL + "x".repeat(1_000_000);

  private record Shown(String where, Supplier<String> text) {
    @Override
    public String toString() {
      return where;
    }
  }

  private static Shown shown(String where, Supplier<String> text) {
    return new Shown(where, text);
  }

  private static String thrown(Iterable<String> inputs) {
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      return catchThrowable(
              () ->
                  pool.map(
                          inputs,
                          x -> {
                            throw new IllegalStateException(LONG);
                          })
                      .toList())
          .getMessage();
    }
  }

  static Stream<Shown> all() {
    IllegalStateException error = new IllegalStateException(LONG);
    Iterable<String> failing =
        () ->
            Stream.<String>generate(
                    () -> {
                      throw error;
                    })
                .iterator();
    return Stream.of(
        shown("a task that fails", () -> thrown(List.of(LONG))),
        shown("a source that fails", () -> thrown(failing)),
        shown("a run that is given up", () -> JobException.givenUp(error, List.of()).getMessage()),
        shown("a success", () -> new Outcome.Success<>(0, LONG, LONG, 1).toString()),
        shown("a failure", () -> new Outcome.Failure<>(0, LONG, error, 1).toString()),
        shown("a timeout", () -> new Outcome.TimedOut<>(0, LONG, Duration.ZERO, 1).toString()),
        shown(
            "a crash",
            () -> new Outcome.Crashed<>(0, LONG, new WorkerCrashedException(LONG), 1).toString()),
        shown(
            "an event",
            () ->
                new ProgressEvent.TaskEnded(0, LONG, 0, 0, error, TaskEnd.FAILED, 1, LONG, 0)
                    .toString()),
        shown(
            "a retry",
            () ->
                new ProgressEvent.TaskRetried(0, LONG, 0, 0, error, TaskEnd.FAILED, 1, LONG, 0)
                    .toString()),
        shown("the begin of a job", () -> new ProgressEvent.JobStarted(0, LONG, null).toString()),
        shown("the end of a job", () -> new ProgressEvent.JobEnded(0, LONG, true).toString()),
        shown("a lost worker", () -> new ProgressEvent.WorkerLost(0, LONG, 0, error).toString()),
        shown("a cancelled task", () -> new Outcome.Cancelled<>(0, LONG, 0).toString()),
        shown(
            "a report",
            () ->
                RunReport.of(
                        new RunNumbers(
                            1,
                            new Counts(1, 0, 0, 0, 0, 0),
                            Duration.ZERO,
                            List.of(new Summary.Slow(0, () -> LONG, 0)),
                            0,
                            0,
                            0,
                            Map.of(),
                            null,
                            null,
                            true,
                            null))
                    .toString()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldBeOneShortLineOfWhatCanBeSeen(Shown one) {
    String text = one.text().get();

    assertThat(text).contains("ev^[[2J^[]0;title^Gil", "2026 INFO forged\\u009b1m\\u202e");
    assertThat(text).hasSizeLessThan(3000);
    assertThat(text.codePoints().filter(ShownTextTest::acts)).isEmpty();
  }

  private static boolean acts(int c) {
    return c < ' '
        || Character.isISOControl(c)
        || Arrays.asList(Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR)
            .contains((byte) Character.getType(c));
  }

  static Stream<Shown> ofManyLines() {
    List<String> lines = List.of("one", EVIL);
    return Stream.of(
        shown("last lines", () -> new CapturedOutput(lines).getMessage()),
        shown(
            "a worker that cannot start",
            () -> new WorkerStartException("one\n  " + EVIL, null).getMessage()),
        shown(
            "a worker that crashed",
            () -> new WorkerCrashedException("one\n  " + EVIL).getMessage()));
  }

  @ParameterizedTest
  @MethodSource("ofManyLines")
  void shouldBeLinesOfWhatCanBeSeen(Shown one) {
    String text = one.text().get();

    assertThat(text).contains("one\n  ev^[[2J^[]0;title^Gil");
    assertThat(text.codePoints().filter(c -> c != '\n').filter(ShownTextTest::acts)).isEmpty();
  }
}
