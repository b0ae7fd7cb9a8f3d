package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.progress.Row;
import dev.headway.work.Backend;
import dev.headway.work.Outcome;
import dev.headway.work.Serial;
import dev.headway.work.Threads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a journal tells of how long inputs took serves the next run. */
class LearnedDurationsTest {
  private static final String NOTE = "the end is predicted from an earlier run";

  @TempDir Path folder;

  private final AtomicLong clock = new AtomicLong();
  private final List<Row> rows = new ArrayList<>();
  private final Display display =
      Display.manual(clock::get, snapshot -> rows.addAll(snapshot.rows()));
  private final List<Object> ran = Collections.synchronizedList(new ArrayList<>());

  static Stream<Backend> backends() {
    return Stream.of(Serial.here(), Threads.of(1));
  }

  private Journal<Integer> journal() {
    return Journal.<Integer>at(folder.resolve("job.hwj")).rerun(Journal.Rerun.ALL);
  }

  /** The result of a number of seconds is that number, after that time. */
  private Integer takeSeconds(Integer seconds) {
    ran.add(seconds);
    for (int tenth = 0; tenth < 10 * seconds; tenth++) {
      clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
      display.tick();
    }
    return seconds;
  }

  private void runBefore(Integer... seconds) {
    try (Pool pool = Pool.on(Serial.here()).on(display)) {
      pool.over(List.of(seconds)).journal(journal()).map(this::takeSeconds).toList();
    }
    ran.clear();
    rows.clear();
  }

  private static long likely(Row row) {
    return row.forecast() == null ? -1 : Math.round(row.forecast().likelyNanos() / 1e9);
  }

  @Test
  void shouldPredictFromAnEarlierRunUntilThisOneTellsMore() {
    Integer[] inputs = {30, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 40};
    runBefore(inputs);
    try (Pool pool = Pool.on(Serial.here()).on(display)) {
      pool.over(List.of(inputs)).journal(journal()).map(this::takeSeconds).toList();
    }

    Row early = rows.get(10); // After a second of the first, which takes thirty.
    assertThat(early.counts().settled()).isZero();
    assertThat(early.note()).isEqualTo(NOTE);
    assertThat(likely(early)).isBetween(75L, 115L);
    Row last = rows.get(rows.size() - 300); // Thirty seconds before the end.
    assertThat(last.note()).isEmpty();
    assertThat(likely(last)).isBetween(24L, 36L);
  }

  @Test
  void shouldSayNothingOfAnEarlierRunIfThereWasNone() {
    try (Pool pool = Pool.on(Serial.here()).on(display)) {
      pool.over(List.of(3, 3)).journal(journal()).map(this::takeSeconds).toList();
    }

    assertThat(rows).extracting(Row::note).doesNotContain(NOTE);
    assertThat(rows.get(10).forecast()).isNull();
  }

  /** What does not run again is no work that is left. */
  @Test
  void shouldPredictOnlyWhatRunsAgain() {
    runBefore(20, 20, 20, 20, 20, 20, 20, 20, 20, 20);
    Journal<Integer> kept = Journal.at(folder.resolve("job.hwj"));
    List<Integer> inputs = new ArrayList<>(Collections.nCopies(10, 20));
    inputs.addAll(Collections.nCopies(3, 20));
    try (Pool pool = Pool.on(Serial.here()).on(display)) {
      pool.over(inputs).journal(kept).map(this::takeSeconds).toList();
    }

    assertThat(ran).hasSize(3);
    Row early = rows.get(20);
    assertThat(early.counts().before()).isEqualTo(10);
    assertThat(likely(early)).isBetween(45L, 75L);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldBeginWithTheUnknownAndThenTheLongest(Backend backend) {
    runBefore(1, 3, 2, 5);
    List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
    try (Pool pool = Pool.on(backend).quiet()) {
      Job<Integer> job = pool.over(List.of(1, 3, 4, 2, 5)).journal(journal()).longestFirst();
      job.map((Integer x) -> noted(x)).outcomes().forEach(outcomes::add);
      assertThat(ran).containsExactly(4, 5, 3, 2, 1);
      assertThat(outcomes).extracting(Outcome::input).containsExactly(4, 5, 3, 2, 1);
      assertThat(outcomes).extracting(Outcome::index).containsExactly(2L, 4L, 1L, 3L, 0L);

      runBefore(5, 4, 3, 2, 1);
      assertThat(job.map((Integer x) -> noted(x)).toList()).containsExactly(1, 3, 4, 2, 5);
      assertThat(ran).containsExactly(5, 4, 3, 2, 1);
    }
  }

  private Integer noted(Integer input) {
    ran.add(input);
    return input;
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldDeliverAllInTheirOrderWhenSomeAreDone(Backend backend) {
    runBefore(1, 3, 2, 3, 5);
    Journal<Integer> kept = Journal.at(folder.resolve("job.hwj"));
    try (Pool pool = Pool.on(backend).quiet()) {
      assertThat(
              pool.over(List.of(9, 3, 8, 3, 3, 1, 7))
                  .journal(kept)
                  .longestFirst()
                  .map((Integer x) -> noted(x))
                  .toList())
          .containsExactly(9, 3, 8, 3, 3, 1, 7);
    }
    assertThat(ran).containsExactly(9, 8, 3, 7); // Of three equal ones two are done.
  }

  @Test
  void shouldRefuseAnOrderOfWhichNothingCanBeKnown() {
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      Job<Integer> without = pool.over(List.of(1, 2)).longestFirst();
      Job<Integer> lazy = pool.over(Stream.of(1, 2)).journal(journal()).longestFirst();
      for (Job<Integer> each : List.of(without, lazy)) {
        assertThatThrownBy(() -> each.map((Integer x) -> noted(x)).toList())
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("longestFirst()");
      }
    }
    assertThat(ran).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldEndAsAlwaysIfAKeyCannotBeMade(Backend backend) {
    runBefore(1, 2);
    Journal<Integer> fails = journal().key((Integer x) -> 100 / (x - 2));
    try (Pool pool = Pool.on(backend).quiet()) {
      assertThatThrownBy(
              () ->
                  pool.over(List.of(1, 3, 2)).journal(fails).map((Integer x) -> noted(x)).toList())
          .isInstanceOf(JobException.class)
          .hasCauseInstanceOf(ArithmeticException.class);
    }
  }
}
