package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.process.Patience;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.work.Serial;
import dev.headway.work.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a job's row says, on a clock that the tasks themselves move on. */
class ProgressOfJobsTest {
  private final AtomicLong clock = new AtomicLong();
  private final List<Row> rows = new ArrayList<>();
  private final Display display =
      Display.manual(clock::get, snapshot -> rows.addAll(snapshot.rows()));
  private final Pool pool = Pool.on(Serial.here()).on(display);

  private int takeSeconds(int seconds) {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    return seconds;
  }

  private Row last() {
    return rows.get(rows.size() - 1);
  }

  @Test
  void shouldCountCompletionsAndPredictTheRest() {
    pool.over(List.of(2, 2, 2, 2))
        .named("naps")
        .map(
            s -> {
              takeSeconds(s);
              display.tick();
              return s;
            })
        .toList();

    // Each tick is at the end of a task, before it is counted.
    assertThat(rows).extracting(row -> row.counts().settled()).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(rows).extracting(Row::running).containsExactly(1, 1, 1, 1, 0);
    assertThat(rows).extracting(Row::fraction).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0);
    assertThat(rows.get(0).forecast()).as("no evidence yet").isNull();
    assertThat(rows.get(2).forecast()).isNotNull();
    assertThat(rows.get(2).forecast().likelyNanos())
        .isBetween(TimeUnit.SECONDS.toNanos(2), TimeUnit.SECONDS.toNanos(4));
    assertThat(last().forecast()).as("nothing is left").isNull();
    assertThat(last().label()).isEqualTo("naps");
    assertThat(last().complete()).isTrue();
  }

  @Test
  void shouldTellTheRateOfTheWholeTimeAtTheEnd() {
    pool.over(List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 90))
        .map(
            seconds -> {
              takeSeconds(seconds);
              display.tick();
              return seconds;
            })
        .toList();

    assertThat(last().rate()).isEqualTo(11 / 100.0);
  }

  @Test
  void shouldCountWhatWasCancelledNeitherInTheFractionNorInTheRate() {
    try (Results<Integer, Integer> results = pool.map(List.of(1, 2, 3, 4), this::takeSeconds)) {
      results.iterator().next();
    }

    assertThat(last().fraction()).isEqualTo(last().counts().settled() / 4.0);
    assertThat(last().rate()).isEqualTo(1.0);
    assertThat(new Counts(0, 0, 0, 0, 2, 0).settled()).isZero();
  }

  @Test
  void shouldKnowTheTotalAsSoonAsTheSourceHasEnded() throws Exception {
    CountDownLatch known = new CountDownLatch(1);
    try (Pool threads = Pool.on(Threads.of(3)).quiet()) {
      Results<Integer, Integer> results =
          threads.map(
              List.of(1, 2).iterator(),
              x -> {
                known.await();
                return x;
              });
      CompletableFuture<List<Integer>> all = results.toListAsync();
      Patience.until("the total", () -> Long.valueOf(2).equals(results.progress().total()));
      known.countDown();

      assertThat(Patience.get(all)).containsExactly(1, 2);
    }
  }

  private static <T> List<T> listOf(Iterator<T> values) {
    List<T> all = new ArrayList<>();
    values.forEachRemaining(all::add);
    return all;
  }

  @Test
  void shouldNotSayThatTheOrderHoldsUpWhatIsAllTaken() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (Pool threads = Pool.on(Threads.of(2)).on(display)) {
      Results<Integer, Integer> results =
          threads.map(
              List.of(0, 1, 2),
              x -> {
                if (x == 0) {
                  seen.await();
                }
                return x;
              });
      FutureTask<List<Integer>> all = new FutureTask<>(() -> listOf(results.iterator()));
      Thread consumer = new Thread(all);
      consumer.start();
      Patience.until("the rest", () -> results.progress().counts().settled() == 2);
      Patience.until(
          "the wait of the consumer",
          () ->
              consumer.getState() == Thread.State.TIMED_WAITING
                  || consumer.getState() == Thread.State.WAITING);
      for (int i = 0; i < 10; i++) {
        takeSeconds(1);
        display.tick();
      }
      assertThat(rows).extracting(Row::note).containsOnly("");
      seen.countDown();

      assertThat(Patience.get(all)).containsExactly(0, 1, 2);
    }
  }

  @Test
  void shouldMeasureByWeight() {
    pool.over(List.of(1, 9))
        .weighedBy(x -> x)
        .map(
            x -> {
              display.tick();
              return takeSeconds(x);
            })
        .toList();

    assertThat(rows).extracting(Row::fraction).containsExactly(0.0, 0.1, 1.0);
    assertThat(last().total()).isEqualTo(2);
  }

  @Test
  void shouldGiveNoWeightToWhatCannotBeWeighed() {
    pool.over(List.of(1, 9))
        .weighedBy(
            x -> {
              if (x == 9) {
                throw new IOException("gone");
              }
              return x;
            })
        .map(x -> x)
        .toList();

    assertThat(last().fraction()).isEqualTo(1.0);
    assertThat(last().counts()).isEqualTo(new Counts(2, 0, 0, 0, 0, 0));
  }

  @Test
  void shouldKnowNoTotalUntilTheSourceEnds() {
    pool.map(
            List.of(1, 1, 1).iterator(),
            x -> {
              display.tick();
              return takeSeconds(x);
            })
        .toList();

    assertThat(rows).extracting(Row::total).containsExactly(null, null, null, 3L);
    assertThat(rows.get(2).fraction()).isNull();
    assertThat(rows.get(2).forecast()).isNull();
    assertThat(last().complete()).isTrue();
  }

  @Test
  void shouldKeepADeclaredTotalThatWasWrong() {
    pool.over(List.of(1, 2, 3).iterator()).total(2).map(x -> x).toList();
    assertThat(last().total()).isEqualTo(2);
    assertThat(last().counts().settled()).isEqualTo(3);
    assertThat(last().fraction()).isEqualTo(1.5);
    assertThat(last().complete()).isFalse();

    pool.over(List.of(1, 2, 3).iterator()).total(6).map(x -> x).toList();
    assertThat(last().fraction()).isEqualTo(0.5);
    assertThat(last().complete()).isFalse();
  }

  @Test
  void shouldBeCompleteWithNoInputs() {
    pool.map(List.<Integer>of(), x -> x).toList();

    assertThat(last().total()).isZero();
    assertThat(last().fraction()).isNull();
    assertThat(last().complete()).isTrue();
  }

  @Test
  void shouldSayStoppedWhenClosedEarly() {
    try (Results<Integer, Integer> results = pool.map(List.of(1, 2, 3), x -> x)) {
      results.iterator().next();
    }
    assertThat(last().state()).isEqualTo(Row.State.STOPPED);
    assertThat(last().counts().succeeded()).isEqualTo(1);
  }

  @Test
  void shouldEndTheBarWhenTheLastTaskEndsHoweverSlowTheConsumer() {
    var values = Pool.on(dev.headway.work.Threads.of(1)).on(display).map(List.of(1), x -> x);
    assertThat(values.toList()).containsExactly(1);

    assertThat(last().state()).isEqualTo(Row.State.FINISHED);
  }
}
