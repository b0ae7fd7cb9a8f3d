package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.progress.Row;
import dev.headway.progress.Unit;
import dev.headway.progress.Weight;
import dev.headway.work.Serial;
import dev.headway.work.Threads;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How far a job is, as its results say to any thread. */
@Timeout(120)
class CurrentProgressTest {
  private static final List<Integer> THREE = List.of(1, 2, 3);

  private final AtomicLong clock = new AtomicLong();
  private final List<Row> rows = new ArrayList<>();
  private final Display display =
      Display.manual(clock::get, snapshot -> rows.addAll(snapshot.rows()));
  private final Pool pool = Pool.on(Serial.here()).on(display);

  /** In a thread of its own: the common pool may have one alone. */
  private static <T> CompletableFuture<T> call(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, call -> new Thread(call).start());
  }

  private static Row fromAnotherThread(Results<?, ?> results) {
    return call(results::progress).join();
  }

  @Test
  void shouldTellWhatIsKnownBeforeTheStart() {
    Row row = fromAnotherThread(pool.over(THREE).named("three").alreadyDone(1).map(x -> x));

    assertThat(row.state()).isEqualTo(Row.State.RUNNING);
    assertThat(row.id()).isZero();
    assertThat(row.label()).isEqualTo("three");
    assertThat(row.workers()).isOne();
    assertThat(row.total()).isEqualTo(4);
    assertThat(row.counts().before()).isOne();
    assertThat(row.fraction()).isEqualTo(0.25);
    assertThat(row.elapsedNanos()).isZero();
    assertThat(row.weight()).isNull();
    assertThat(row.forecast()).isNull();
  }

  @Test
  void shouldLeaveUnknownWhatIsNotKnownBeforeTheStart() {
    Job<Integer> weighed =
        pool.over(THREE)
            .weighedBy(
                x -> {
                  throw new AssertionError("weighed too early");
                },
                Unit.BYTES);

    assertThat(pool.over(THREE.iterator()).map(x -> x).progress().total()).isNull();
    assertThat(pool.over(THREE.iterator()).total(7).map(x -> x).progress().total()).isEqualTo(7);
    assertThat(weighed.map(x -> x).progress().weight()).isEqualTo(new Weight(Unit.BYTES, 0, null));
    assertThat(weighed.map(x -> x).progress().fraction()).isNull();
    assertThat(weighed.totalWeight(8).alreadyDone(1, 2).map(x -> x).progress().fraction())
        .isEqualTo(0.25);
  }

  @Test
  void shouldTellEachThreadHowFarItIs() {
    AtomicReference<Results<Integer, Row>> results = new AtomicReference<>();
    results.set(
        pool.map(
            THREE,
            x -> {
              clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
              return fromAnotherThread(results.get());
            }));

    List<Row> during = results.get().toList();

    assertThat(during).extracting(row -> row.counts().succeeded()).containsExactly(0L, 1L, 2L);
    assertThat(during).extracting(Row::running).containsOnly(1);
    assertThat(during)
        .extracting(row -> row.elapsedNanos() / 1_000_000_000)
        .containsExactly(2L, 4L, 6L);
    assertThat(during.get(2).forecast()).as("without a view to ask for it").isNotNull();
    assertThat(during).extracting(row -> row.longest().size()).containsOnly(1);
    assertThat(rows).as("no view saw these").hasSize(1);
  }

  @Test
  void shouldStayAtTheLastRowAfterTheEnd() {
    Results<Integer, Integer> results = pool.map(THREE, x -> x);
    results.toList();
    clock.addAndGet(TimeUnit.HOURS.toNanos(1));

    assertThat(fromAnotherThread(results)).isSameAs(rows.get(rows.size() - 1));
    assertThat(results.progress().complete()).isTrue();
    assertThat(results.progress().elapsedNanos()).isZero();
  }

  @Test
  void shouldTellOfAnEarlyEnd() {
    Results<Integer, Integer> left = pool.map(THREE, x -> x);
    left.iterator().next();
    left.close();
    Results<Integer, Integer> neverBegun = pool.map(THREE, x -> x);
    neverBegun.close();
    Job<Integer> once = pool.over(THREE.iterator());
    once.map(x -> x).toList();
    Results<Integer, Integer> refused = once.map(x -> x);
    assertThatThrownBy(refused::toList).isInstanceOf(IllegalStateException.class);

    assertThat(left.progress().state()).isEqualTo(Row.State.STOPPED);
    assertThat(left.progress().counts().succeeded()).isOne();
    assertThat(neverBegun.progress().state()).isEqualTo(Row.State.STOPPED);
    assertThat(refused.progress().state()).isEqualTo(Row.State.STOPPED);
    assertThat(refused.progress().id()).as("it was never shown").isZero();
  }

  @Test
  void shouldShowWhatATaskSaysOfItself() {
    AtomicReference<Results<Integer, Row>> results = new AtomicReference<>();
    results.set(
        pool.map(
            THREE,
            x -> {
              try (Progress inside = display.begin("inside", 10)) {
                inside.advance(x);
                clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
                return results.get().progress();
              }
            }));

    assertThat(results.get().toList())
        .extracting(row -> row.longest().get(0).parts().get(0).done())
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void shouldNotSampleWhatViewsSample() {
    try (Pool quiet = pool.quiet()) {
      AtomicReference<Results<Integer, Integer>> results = new AtomicReference<>();
      results.set(
          quiet.map(
              THREE,
              x -> {
                IntStream.range(0, 20).forEach(i -> results.get().progress());
                return x;
              }));
      results.get().toList();

      assertThat(results.get().report().utilization()).isNull();
      assertThat(results.get().progress().complete()).isTrue();
    }
  }

  /** Rows are taken by several threads and by a view at once, and each sees the counts grow. */
  @Test
  void shouldNeverGoBack() throws Exception {
    int tasks = 20_000;
    AtomicBoolean over = new AtomicBoolean();
    Display ticking = Display.of(snapshot -> {});
    try (Pool threads = Pool.on(Threads.of(2)).on(ticking)) {
      Results<Integer, Integer> results =
          threads.map(IntStream.range(0, tasks).boxed().toList(), x -> x);
      List<CompletableFuture<Long>> readers =
          IntStream.range(0, 3).mapToObj(i -> call(() -> read(results, over))).toList();
      Iterator<Integer> values = results.iterator();
      try {
        for (int i = 0; i < tasks; i++) {
          assertThat(values.next()).isEqualTo(i);
        }
        assertThat(values.hasNext()).isFalse();
      } finally {
        over.set(true);
      }
      for (CompletableFuture<Long> reader : readers) {
        assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(tasks);
      }
    }
  }

  /** Returns the last count. */
  private static long read(Results<?, ?> results, AtomicBoolean over) {
    long last = 0;
    boolean more = true;
    while (more) {
      more = !over.get();
      Row row = results.progress();
      assertThat(row.counts().settled()).isGreaterThanOrEqualTo(last);
      last = row.counts().settled();
    }
    return last;
  }
}
