package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Ticker;
import dev.headway.progress.Utilization;
import dev.headway.work.Outcome;
import dev.headway.work.Threads;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What workers are found doing, and what failed, is in the report. */
@Timeout(180)
class OccupationOfJobsTest {

  private final Display display = Display.manual(Ticker.system(), snapshot -> {});

  /** Looks until the workers were found so for a good part of the time. */
  private void awaitMostly(Results<?, ?> results, ToDoubleFunction<Utilization> share) {
    Utilization utilization = null;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (utilization == null || share.applyAsDouble(utilization) < 0.4) {
      assertThat(System.nanoTime()).as("%s", utilization).isLessThan(deadline);
      display.tick();
      utilization = results.report().utilization();
      Thread.onSpinWait();
    }
  }

  private static void inBackground(Iterator<?> results) {
    Thread consumer =
        new Thread(
            () -> {
              try {
                results.forEachRemaining(result -> {});
              } catch (JobCancelledException closedByTheTest) {
                // It has seen what it was to see.
              }
            },
            "consumer");
    consumer.setDaemon(true);
    consumer.start();
  }

  @Test
  void shouldTellThatWorkersWork() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (Pool pool = Pool.on(Threads.of(2)).on(display)) {
      Results<Integer, Boolean> results =
          pool.map(List.of(1, 2), i -> gate.await(180, TimeUnit.SECONDS));
      inBackground(results.iterator());
      awaitStarted(results);
      awaitMostly(results, Utilization::working);
      gate.countDown();
    }
  }

  @Test
  void shouldTellThatTheyWaitForTheSource() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Stream<Integer> hesitating =
        IntStream.range(0, 10)
            .boxed()
            .peek(
                i -> {
                  try {
                    assertThat(i < 4 || gate.await(180, TimeUnit.SECONDS)).isTrue();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    try (Pool pool = Pool.on(Threads.of(2)).on(display)) {
      Results<Integer, Integer> results = pool.map(hesitating, i -> i);
      inBackground(results.iterator());
      awaitStarted(results);
      awaitMostly(results, Utilization::waitingForInput);
      gate.countDown();
    }
  }

  @Test
  void shouldTellThatTheyWaitForTheConsumer() {
    try (Pool pool = Pool.on(Threads.of(2)).on(display)) {
      Results<Integer, Integer> results =
          pool.over(Stream.iterate(1, i -> i + 1)).window(8).map(i -> i);
      results.iterator().next();
      awaitMostly(results, Utilization::waitingForConsumer);
      results.close();
    }
  }

  @Test
  void shouldTellThatTheyWaitForTheOrder() {
    CountDownLatch gate = new CountDownLatch(1);
    try (Pool pool = Pool.on(Threads.of(4)).on(display)) {
      Results<Integer, Integer> results =
          pool.over(Stream.iterate(0, i -> i + 1))
              .window(8)
              .map(
                  i -> {
                    assertThat(i > 0 || gate.await(180, TimeUnit.SECONDS)).isTrue();
                    return i;
                  });
      inBackground(results.iterator());
      awaitStarted(results);
      awaitMostly(results, Utilization::waitingForOrder);
      results.close();
      gate.countDown();
    }
  }

  private static void awaitStarted(Results<?, ?> results) {
    while (true) {
      try {
        if (results.report().taken() > 0) {
          return;
        }
      } catch (IllegalStateException notYet) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void shouldCountWhatFailedByItsClass() {
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      Results<Integer, Integer> results =
          pool.over(List.of(0, 1, 2, 3, 4))
              .attempts(2)
              .map(
                  i -> {
                    if (i == 0) {
                      throw new IllegalStateException("bad");
                    }
                    return 10 / (i % 2);
                  });
      for (Outcome<Integer, Integer> outcome : results.outcomes()) {
        assertThat(outcome.attempts()).isPositive();
      }
      assertThat(results.report().errors())
          .containsExactly(
              java.util.Map.entry("java.lang.ArithmeticException", 2L),
              java.util.Map.entry("java.lang.IllegalStateException", 1L));
      assertThat(results.report().utilization()).isNull();
    }
  }
}
