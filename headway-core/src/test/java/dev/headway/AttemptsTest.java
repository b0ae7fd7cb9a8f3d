package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.process.Patience;
import dev.headway.progress.Counts;
import dev.headway.progress.ProgressEvent;
import dev.headway.work.Outcome;
import dev.headway.work.Serial;
import dev.headway.work.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class AttemptsTest {
  private final AtomicInteger calls = new AtomicInteger();

  private int failsTwice(int x) throws IOException {
    if (x == 1 && calls.incrementAndGet() <= 2) {
      throw new IOException("not yet");
    }
    return x;
  }

  @Test
  void shouldTryAgainUntilItSucceeds() {
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      Results<Integer, Integer> results =
          pool.over(List.of(0, 1, 2)).attempts(3).map(this::failsTwice);

      assertThat(results.toList()).containsExactly(0, 1, 2);
      assertThat(results.report().counts()).isEqualTo(new Counts(3, 0, 0, 0, 0, 2));
    }
  }

  @Test
  void shouldTryAgainOnTheCallersThread() {
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      assertThat(pool.over(List.of(1)).attempts(3).map(this::failsTwice).toList())
          .containsExactly(1);
    }
  }

  @Test
  void shouldDeliverTheLastFailureOnce() {
    List<ProgressEvent> events = new ArrayList<>();
    try (Pool pool = Pool.on(Threads.of(1)).quiet().withListener(events::add)) {
      List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
      pool.over(List.of(1)).attempts(2).map(this::failsTwice).outcomes().forEach(outcomes::add);

      assertThat(outcomes).hasSize(1);
      assertThat(outcomes.get(0)).isInstanceOf(Outcome.Failure.class);
      assertThat(outcomes.get(0).attempts()).isEqualTo(2);
      assertThat(calls).hasValue(2);
      assertThat(events)
          .extracting(event -> event.getClass().getSimpleName())
          .containsExactly(
              "JobStarted", "TaskStarted", "TaskRetried", "TaskStarted", "TaskEnded", "JobEnded");
    }
  }

  @Test
  void shouldTryAgainThoughAnotherJobKeepsTheWorkerThatIsUp() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    CountDownLatch again = new CountDownLatch(1);
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      CompletableFuture<List<Integer>> retried =
          pool.over(List.of(1))
              .attempts(2)
              .backoff(attempt -> Duration.ofMillis(500))
              .map(
                  x -> {
                    if (failed.getCount() > 0) {
                      failed.countDown();
                      throw new IOException("again, please");
                    }
                    again.countDown();
                    return x;
                  })
              .toListAsync();
      failed.await();
      CompletableFuture<List<Boolean>> other =
          pool.map(List.of(1), x -> again.await(60, TimeUnit.SECONDS)).toListAsync();

      assertThat(Patience.get(retried)).containsExactly(1);
      assertThat(Patience.get(other)).containsExactly(true);
    }
  }

  @Test
  void shouldKeepTheOrderAndHoldNoWorkerMeanwhile() {
    AtomicLong clock = new AtomicLong();
    Duration pause = Duration.ofSeconds(3);
    Display display = Display.manual(clock::get, snapshot -> {});
    try (Pool pool = Pool.on(Threads.of(1)).on(display)) {
      List<Integer> order = new ArrayList<>();
      List<Integer> values =
          pool.over(IntStream.range(0, 3).boxed().toList())
              .attempts(2)
              .backoff(attempt -> pause)
              .map(
                  x -> {
                    order.add(x);
                    if (x == 0 && order.size() == 1) {
                      throw new IOException("again, please");
                    }
                    if (x == 1) {
                      clock.addAndGet(pause.toNanos()); // Not before another has begun.
                    }
                    return x;
                  })
              .toList();

      assertThat(values).containsExactly(0, 1, 2);
      assertThat(order).as("another runs in the pause").startsWith(0, 1);
      assertThat(order).containsExactlyInAnyOrder(0, 0, 1, 2);
    }
  }

  @Test
  void shouldReportTheSlowestTasks() {
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      Results<Integer, Integer> results =
          pool.map(IntStream.range(0, 100).boxed().toList(), x -> x);
      assertThatThrownBy(results::report).isInstanceOf(IllegalStateException.class);
      results.toList();

      RunReport report = results.report();
      assertThat(report.taken()).isEqualTo(100);
      assertThat(report.slowest()).hasSize(5);
      assertThat(report.elapsed()).isPositive();
      assertThat(report.stuckThreads()).isZero();
    }
  }

  @Test
  void shouldRefuseToTryLessThanOnce() {
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      assertThatThrownBy(() -> pool.over(List.of(1)).attempts(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at least once");
    }
  }

  @Test
  void shouldNotTryAgainWhatWillNotGetBetter() {
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
      Results<Integer, Integer> results =
          pool.over(List.of(1, 2))
              .attempts(3, error -> error instanceof IOException)
              .backoff(attempt -> Duration.ZERO)
              .map(
                  x -> {
                    calls.incrementAndGet();
                    throw x == 1 ? new IOException("busy") : new IllegalStateException("bad input");
                  });
      results.outcomes().forEach(outcomes::add);

      assertThat(outcomes).extracting(Outcome::attempts).containsExactly(3, 1);
      assertThat(calls).hasValue(4);
      assertThat(results.report().counts()).isEqualTo(new Counts(0, 2, 0, 0, 0, 2));
      assertThat(results.report().errors())
          .containsEntry("java.io.IOException", 1L)
          .containsEntry("java.lang.IllegalStateException", 1L);
    }
  }

  @Test
  void shouldGiveUpATaskIfItsConditionFails() {
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
      pool.over(List.of(1))
          .attempts(
              3,
              error -> {
                throw new IllegalArgumentException("no such condition");
              })
          .map(this::failsTwice)
          .outcomes()
          .forEach(outcomes::add);

      assertThat(outcomes.get(0).attempts()).isEqualTo(1);
      assertThat(outcomes.get(0).error()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void shouldWaitAsLongAsItIsTold() {
    List<Integer> asked = new ArrayList<>();
    AtomicLong clock = new AtomicLong();
    List<Long> began = new ArrayList<>();
    Display display = Display.manual(clock::get, snapshot -> {});
    try (Pool pool = Pool.on(Serial.here()).on(display)) {
      pool.over(List.of(1))
          .attempts(3)
          .backoff(
              attempt -> {
                asked.add(attempt);
                clock.addAndGet(TimeUnit.HOURS.toNanos(attempt)); // It waits by this clock.
                return Duration.ofMinutes(0);
              })
          .map(
              x -> {
                began.add(TimeUnit.NANOSECONDS.toHours(clock.get()));
                throw new IOException("not yet");
              })
          .outcomes()
          .forEach(one -> {});
    }

    assertThat(asked).containsExactly(1, 2);
    assertThat(began).containsExactly(0L, 1L, 3L);
  }
}
