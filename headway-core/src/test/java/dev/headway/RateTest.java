package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.process.Patience;
import dev.headway.process.Processes;
import dev.headway.progress.Row;
import dev.headway.work.Backend;
import dev.headway.work.Outcome;
import dev.headway.work.Serial;
import dev.headway.work.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs that may start only so many tasks per second. */
@Timeout(120)
class RateTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Each look at this clock takes some time by it, so that no test waits for a real one. */
  private final AtomicLong clock = new AtomicLong();

  private final Display moving = Display.manual(() -> clock.addAndGet(100_000), snapshot -> {});
  private final Display standing = Display.manual(() -> 0, snapshot -> {});

  private static List<Integer> inputs(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void shouldStartNoMoreInAnyTime() {
    List<Long> starts = new ArrayList<>();
    try (Pool pool = Pool.on(Serial.here()).on(moving)) {
      pool.over(inputs(200)).perSecond(1000).map(x -> starts.add(clock.get())).toList();
    }

    assertThat(starts).hasSize(200);
    for (int from = 0; from < starts.size(); from++) {
      for (int to = from; to < starts.size(); to++) {
        long most = 100 + 1 + (starts.get(to) - starts.get(from)) * 1000 / SECOND;
        assertThat(to - from + 1L).as("from %s to %s", from, to).isLessThanOrEqualTo(most);
      }
    }
  }

  private long clockAfter(Backend backend, int tasks) {
    try (Pool pool = Pool.on(backend).on(moving)) {
      long begin = clock.get();
      assertThat(pool.over(inputs(tasks)).perSecond(1000).map(x -> x).toList())
          .containsExactlyElementsOf(inputs(tasks));
      return clock.get() - begin;
    }
  }

  @Test
  void shouldHoldForAllWorkersTogether() {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      assertThat(clockAfter(Threads.of(3), 200)).isGreaterThan(99 * SECOND / 1000);
      assertThat(clockAfter(Threads.using(executor, 3), 200)).isGreaterThan(99 * SECOND / 1000);
      assertThat(clockAfter(Processes.of(1), 130)).isGreaterThan(29 * SECOND / 1000);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void shouldCountEachAttempt() {
    AtomicInteger calls = new AtomicInteger();
    try (Pool pool = Pool.on(Threads.of(2)).on(moving)) {
      long begin = clock.get();
      List<Outcome<Integer, Object>> outcomes = new ArrayList<>();
      pool.over(inputs(60))
          .perSecond(1000)
          .attempts(3)
          .backoff(attempt -> Duration.ZERO)
          .<Object>map(
              x -> {
                calls.incrementAndGet();
                throw new IllegalStateException("never");
              })
          .outcomes()
          .forEach(outcomes::add);

      assertThat(outcomes).hasSize(60);
      assertThat(calls).hasValue(180);
      assertThat(clock.get() - begin).isGreaterThan(79 * SECOND / 1000);
    }
  }

  /** Nothing but the clock of the rate wakes a worker here: the consumer is busy. */
  private static void goesOnWithoutItsConsumer(Backend backend) throws Exception {
    CountDownLatch others = new CountDownLatch(30);
    try (Pool pool = Pool.on(backend).quiet();
        Results<Integer, Integer> results =
            pool.over(inputs(31))
                .perSecond(300)
                .map(
                    x -> {
                      others.countDown();
                      return x;
                    })) {
      assertThat(results.iterator().next()).isZero();
      assertThat(others.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldGoOnWhileTheConsumerIsBusy() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      goesOnWithoutItsConsumer(Threads.of(1));
      goesOnWithoutItsConsumer(Threads.of(8));
      goesOnWithoutItsConsumer(Threads.using(executor, 2));
    } finally {
      executor.shutdownNow();
    }
  }

  /** Each second task waits for the next one, which another worker has to begin. */
  private static void handsOver(Backend backend) throws Exception {
    List<CountDownLatch> begun =
        IntStream.range(0, 10).mapToObj(i -> new CountDownLatch(1)).toList();
    try (Pool pool = Pool.on(backend).quiet();
        Results<Integer, Integer> results =
            pool.over(inputs(10))
                .perSecond(50)
                .unordered()
                .map(
                    x -> {
                      begun.get(x).countDown();
                      if (x % 2 == 1 && x < 9) {
                        begun.get(x + 1).await();
                      }
                      return x;
                    })) {
      results.iterator().next();
      assertThat(begun.get(9).await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldHandTheWaitOverToAnotherWorker() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      handsOver(Threads.of(2));
      handsOver(Threads.using(executor, 2));
    } finally {
      executor.shutdownNow();
    }
  }

  /** The window is full when the worker looks, and has room before the rate allows a task. */
  private void goesOnAfterTheWindowWasFull(Backend backend) throws Exception {
    List<CountDownLatch> begun =
        IntStream.range(0, 2).mapToObj(i -> new CountDownLatch(1)).toList();
    AtomicReference<Thread> worker = new AtomicReference<>();
    try (Pool pool = Pool.on(backend).on(Display.manual(clock::get, snapshot -> {}));
        Results<Integer, Integer> results =
            pool.over(inputs(2))
                .perSecond(10)
                .window(1)
                .map(
                    x -> {
                      worker.set(Thread.currentThread());
                      begun.get(x).countDown();
                      return x;
                    })) {
      Iterator<Integer> values = results.iterator();
      assertThat(begun.get(0).await(60, TimeUnit.SECONDS)).isTrue();
      Patience.until("no room", () -> worker.get().getState() == Thread.State.WAITING);

      assertThat(values.next()).isZero();
      clock.addAndGet(SECOND);
      assertThat(begun.get(1).await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldWaitForTheRateOnceTheWindowHasRoom() throws Exception {
    goesOnAfterTheWindowWasFull(Threads.of(1));
    ExecutorService executor = Executors.newFixedThreadPool(1);
    try {
      goesOnAfterTheWindowWasFull(Threads.using(executor, 1));
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void shouldEndAtOnceWhenItIsCancelled() throws Exception {
    for (Backend backend : List.of(Threads.of(2), Serial.here(), Threads.using(direct(), 2))) {
      try (Pool pool = Pool.on(backend).quiet()) {
        Results<Integer, Integer> results = pool.over(inputs(9)).perSecond(1e-6).map(x -> x);
        Iterator<Integer> values = results.iterator();
        assertThat(values.next()).isZero();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(results::close);

        assertThatThrownBy(values::hasNext).isInstanceOf(JobCancelledException.class);
        closing.get(60, TimeUnit.SECONDS);
      }
    }
  }

  private static Executor direct() {
    return Runnable::run;
  }

  /** To learn that there is nothing more needs no permit, which would take days here. */
  @Test
  void shouldEndWithItsLastTask() {
    for (Backend backend : List.of(Threads.of(2), Serial.here(), Threads.using(direct(), 2))) {
      try (Pool pool = Pool.on(backend).quiet()) {
        assertThat(pool.over(List.of(7)).perSecond(1e-6).map(x -> x).toList()).containsExactly(7);
        assertThat(pool.over(List.of(7).iterator()).perSecond(1e-6).map(x -> x).toList())
            .containsExactly(7);
      }
    }
  }

  @Test
  void shouldLeaveTheWorkersToOtherJobs() {
    try (Pool pool = Pool.on(Threads.of(1)).quiet();
        Results<Integer, Integer> limited = pool.over(inputs(9)).perSecond(1e-6).map(x -> x)) {
      assertThat(limited.iterator().next()).isZero();

      assertThat(pool.map(inputs(9), x -> x).toList()).hasSize(9);
    }
  }

  @Test
  void shouldSayThatItWaitsAndCallNothingStalled() {
    try (Pool pool = Pool.on(Threads.of(2)).on(standing);
        Results<Integer, Integer> results = pool.over(inputs(9)).perSecond(0.25).map(x -> x)) {
      assertThat(results.iterator().next()).isZero();
      Row row = results.progress();

      assertThat(row.note()).isEqualTo("at most 0.25 per second");
      assertThat(row.stalled()).isZero();
      assertThat(row.running()).isZero();
      assertThat(row.state()).isEqualTo(Row.State.RUNNING);
    }
  }

  @Test
  void shouldSayNothingOfARateThatHoldsNothingUp() {
    try (Pool pool = Pool.on(Serial.here()).on(standing)) {
      Results<Integer, Integer> results = pool.over(inputs(9)).perSecond(1e6).map(x -> x);
      assertThat(results.iterator().next()).isZero();

      assertThat(results.progress().note()).isEmpty();
    }
  }

  @Test
  void shouldRefuseARateThatIsNone() {
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThatThrownBy(() -> pool.over(inputs(1)).perSecond(rate))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("A rate is above 0 per second, not " + rate + ".");
      }
    }
  }
}
