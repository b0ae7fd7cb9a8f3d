package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.atIndex;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headway.progress.ProgressEvent;
import dev.headway.work.Backend;
import dev.headway.work.Outcome;
import dev.headway.work.Serial;
import dev.headway.work.Threads;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ResultsTest {

  @Test
  void shouldNotIdleBehindASlowInput() {
    int inputs = 2000;
    CountDownLatch others = new CountDownLatch(inputs - 1);
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      List<Integer> values = new ArrayList<>();
      for (int value :
          pool.map(
              IntStream.range(0, inputs).boxed().iterator(),
              x -> {
                if (x == 0) {
                  others.await(); // Never ends if the order keeps the others from beginning.
                } else {
                  others.countDown();
                }
                return x;
              })) {
        values.add(value);
      }

      assertThat(values).hasSize(inputs).isSorted();
    }
  }

  @Test
  void shouldStartNothingBeforeResultsAreAskedFor() {
    AtomicInteger taken = new AtomicInteger();
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      pool.map(Stream.generate(taken::incrementAndGet), x -> x);
    }
    assertThat(taken).hasValue(0);
  }

  @Test
  void shouldBeGoneOverOnce() {
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      Results<Integer, Integer> results = pool.map(List.of(1), x -> x);
      assertThat(results.toList()).containsExactly(1);

      assertThatThrownBy(results::toList)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("asked for before");
      assertThatThrownBy(results::iterator).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void shouldGiveNothingOnceClosed() {
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      Results<Integer, Integer> results = pool.map(List.of(1), x -> x);
      results.close();
      results.close();

      assertThatThrownBy(results::toList)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }

  @Test
  void shouldRefuseASecondRunOverAnIterator() {
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      Job<Integer> job = pool.over(List.of(1, 2).iterator());
      assertThat(job.map(x -> x).toList()).containsExactly(1, 2);

      assertThatThrownBy(() -> job.map(x -> x).toList())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("only once");
    }
  }

  @Test
  void shouldMapACollectionAsOftenAsAsked() {
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      Job<Integer> job = pool.over(List.of(1, 2));

      assertThat(job.map(x -> x).toList()).containsExactly(1, 2);
      assertThat(job.map(x -> -x).toList()).containsExactly(-1, -2);
    }
  }

  @Test
  void shouldStreamLazilyAndCloseWithTheStream() {
    AtomicInteger taken = new AtomicInteger();
    try (Pool pool = Pool.on(Threads.of(2)).quiet();
        Stream<Integer> stream =
            pool
                .<Integer>over(Stream.generate(taken::incrementAndGet))
                .window(8)
                .map(x -> x)
                .stream()) {
      assertThat(stream.limit(5)).containsExactly(1, 2, 3, 4, 5);
    }
    assertThat(taken.get()).isLessThanOrEqualTo(5 + 8);
  }

  @Test
  void shouldEndWithNoSuchElement() {
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      Iterator<Integer> values = pool.map(List.of(1), x -> x).iterator();
      values.next();

      assertThat(values.hasNext()).isFalse();
      assertThatThrownBy(values::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void shouldCarryWhatWasDoneWhenAnotherTaskFails() {
    CountDownLatch lastBegun = new CountDownLatch(1);
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      Results<Integer, Integer> results =
          pool.map(
              List.of(0, 1, 2, 3),
              x -> {
                if (x == 0) {
                  lastBegun.await();
                  throw new IllegalArgumentException("zero");
                }
                if (x == 3) { // The one worker that is left has delivered 1 and 2 before.
                  lastBegun.countDown();
                }
                return x * 10;
              });

      TaskFailedException thrown = catchThrowableOfType(TaskFailedException.class, results::toList);

      assertThat(thrown).hasMessageContaining("Task 0 failed for the input 0");
      assertThat(thrown.outcome()).isInstanceOf(Outcome.Failure.class);
      assertThat(thrown.outcomes())
          .hasSize(4)
          .contains(new Outcome.Success<>(1, 1, 10, 1), atIndex(1))
          .contains(new Outcome.Success<>(2, 2, 20, 1), atIndex(2));
    }
  }

  @Test
  void shouldCarryWhatWasDoneWhenTheSourceThrows() {
    Stream<Integer> source =
        IntStream.range(0, 4).mapToObj(i -> i < 3 ? i : Integer.valueOf("not a number"));
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      SourceFailedException thrown =
          catchThrowableOfType(
              SourceFailedException.class, () -> pool.map(source, x -> x + 1).toList());

      assertThat(thrown).hasCauseInstanceOf(NumberFormatException.class);
      assertThat(thrown.outcomes())
          .isEqualTo(
              List.of(
                  new Outcome.Success<>(0, 0, 1, 1),
                  new Outcome.Success<>(1, 1, 2, 1),
                  new Outcome.Success<>(2, 2, 3, 1)));
    }
  }

  @Test
  void shouldSayWhyNoWorkerCanBeHad() {
    try (Pool pool = Pool.on(new Hopeless()).quiet()) {
      assertThatThrownBy(() -> pool.map(List.of(1, 2), x -> x).toList())
          .isInstanceOf(JobException.class)
          .hasMessageContaining("no such program")
          .hasCauseInstanceOf(WorkerStartException.class)
          .satisfies(
              thrown ->
                  assertThat(((JobException) thrown).outcomes())
                      .as("as many as were taken before the first worker failed")
                      .isNotEmpty()
                      .allMatch(outcome -> outcome instanceof Outcome.Cancelled));
    }
  }

  @Test
  void shouldRunAJobOfATaskOfTheSamePool() {
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      List<Integer> sums =
          pool.map(
                  List.of(1, 2, 3, 4),
                  n ->
                      pool.map(IntStream.range(0, n).boxed(), x -> x + 1).toList().stream()
                          .mapToInt(x -> x)
                          .sum())
              .toList();

      assertThat(sums).containsExactly(1, 3, 6, 10);
    }
  }

  @Test
  void shouldFeedOneJobFromAnotherOfTheSamePool() {
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      Results<Integer, Integer> first = pool.map(List.of(1, 2, 3), x -> x * 10);

      assertThat(pool.map(first, x -> x + 1).toList()).containsExactly(11, 21, 31);
    }
  }

  @Test
  void shouldTellListenersEachEventInOrder() {
    List<ProgressEvent> events = new ArrayList<>();
    try (Pool pool = Pool.on(Serial.here()).quiet().withListener(events::add)) {
      pool.over(List.of("a", ""))
          .named("first letters")
          .map(s -> s.charAt(0))
          .outcomes()
          .forEach(outcome -> {});
    }
    assertThat(events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly(
            "JobStarted", "TaskStarted", "TaskEnded", "TaskStarted", "TaskEnded", "JobEnded");
    assertThat(events).extracting(ProgressEvent::job).containsOnly("first letters");
    assertThat(((ProgressEvent.TaskEnded) events.get(4)).error())
        .isInstanceOf(StringIndexOutOfBoundsException.class);
  }

  @Test
  void shouldLoseATaskWhoseWorkersKeepDyingBeforeTheyBegin() {
    try (Pool pool = Pool.on(new Faint()).quiet()) {
      List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
      pool.map(List.of(1, 2, 3), (Integer x) -> x).outcomes().forEach(outcomes::add);

      assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(2);
      assertThat(outcomes.get(1))
          .isInstanceOf(Outcome.Crashed.class)
          .extracting(Outcome::error)
          .asString()
          .contains("5 workers");
    }
  }

  /** A backend whose workers fall over before they begin the input 2. */
  private static final class Faint implements Backend {
    @Override
    public int workers() {
      return 1;
    }

    @Override
    public Worker worker(int number, WorkerListener listener) {
      Worker inPlace = Threads.of(1).worker(number, listener);
      return new Worker() {
        @Override
        public void prepare() {}

        @Override
        public void perform(dev.headway.work.TaskBatch<?, ?> batch) throws InterruptedException {
          if (!Integer.valueOf(2).equals(batch.input(0))) {
            inPlace.perform(batch);
          }
        }

        @Override
        public void cancel() {}

        @Override
        public void close() {}
      };
    }
  }

  /** A backend whose workers do not start. */
  private static final class Hopeless implements Backend {
    @Override
    public int workers() {
      return 2;
    }

    @Override
    public Worker worker(int number, WorkerListener listener) {
      Worker inPlace = Threads.of(1).worker(number, listener);
      return new Worker() {
        @Override
        public void prepare() {
          throw new WorkerStartException("no such program", null);
        }

        @Override
        public void perform(dev.headway.work.TaskBatch<?, ?> batch) throws InterruptedException {
          inPlace.perform(batch);
        }

        @Override
        public void cancel() {}

        @Override
        public void close() {}
      };
    }
  }

  @Test
  void shouldCloseAStreamWhoseResultsWereNeverAskedFor() {
    AtomicInteger closed = new AtomicInteger();
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      Results<Integer, Integer> results =
          pool.over(Stream.of(1).onClose(closed::incrementAndGet)).map(x -> x);
      results.close();
      results.close();
    }
    assertThat(closed).hasValue(1);
  }

  @Test
  void shouldUseAllWorkersThoughTheTotalWasDeclaredTooLow() {
    CountDownLatch both = new CountDownLatch(2);
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      List<Integer> all =
          pool.over(Stream.of(1, 2, 3, 4))
              .total(0)
              .map(
                  x -> {
                    both.countDown();
                    assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
                    return x;
                  })
              .toList();
      assertThat(all).containsExactly(1, 2, 3, 4);
    }
  }
}
