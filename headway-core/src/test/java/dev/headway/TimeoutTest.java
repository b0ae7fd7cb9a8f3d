package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.headway.work.Outcome;
import dev.headway.work.Serial;
import dev.headway.work.Threads;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("faults")
@Timeout(180)
class TimeoutTest {
  private static final Duration SHORT = Duration.ofMillis(800);

  /** For jobs in which a task has to be in time, however busy the machine is. */
  private static final Duration AMPLE = Duration.ofSeconds(3);

  private static final Duration LONG = Duration.ofMinutes(1);

  private static int stuckOn(int stuck, int x) throws InterruptedException {
    if (x == stuck) {
      new CountDownLatch(1).await();
    }
    return x;
  }

  /** Ignores every interrupt until it is released. */
  private static void deaf(CountDownLatch release) {
    while (release.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  private static <A, B> List<Outcome<A, B>> all(Results<A, B> results) {
    List<Outcome<A, B>> outcomes = new ArrayList<>();
    results.outcomes().forEach(outcomes::add);
    return outcomes;
  }

  @Test
  void shouldEndATaskThatTakesTooLongAndKeepTheOthers() {
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      List<Outcome<Integer, Integer>> outcomes =
          all(pool.over(List.of(0, 1, 2, 3)).timeout(AMPLE).map(x -> stuckOn(1, x)));

      assertThat(outcomes.get(1)).isEqualTo(new Outcome.TimedOut<>(1, 1, AMPLE, 1));
      assertThat(outcomes.get(1).error())
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("3.0 s");
      assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(3);
    }
  }

  @Test
  void shouldInterruptNoTaskButTheOneThatIsLate() {
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      List<Outcome<Integer, Boolean>> outcomes =
          all(
              pool.over(List.of(0, 1, 2, 3))
                  .timeout(AMPLE)
                  .map(
                      x -> {
                        boolean before = Thread.currentThread().isInterrupted();
                        stuckOn(1, x);
                        return before;
                      }));

      assertThat(outcomes)
          .filteredOn(Outcome::succeeded)
          .hasSize(3)
          .allMatch(one -> !((Outcome.Success<Integer, Boolean>) one).value());
    }
  }

  @Test
  void shouldEndALateTaskOnTheCallersThreadAndLeaveNoInterrupt() {
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      List<Outcome<Integer, Integer>> outcomes =
          all(pool.over(List.of(0, 1)).timeout(AMPLE).map(x -> stuckOn(0, x)));

      assertThat(outcomes.get(0)).isInstanceOf(Outcome.TimedOut.class);
      assertThat(outcomes.get(1).succeeded()).isTrue();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void shouldGoOnWithAnotherThreadWhenOneIsStuck() {
    CountDownLatch release = new CountDownLatch(1);
    try (Pool pool = Pool.on(Threads.of(1)).quiet();
        Results<Integer, Integer> results =
            pool.over(List.of(0, 1, 2))
                .timeout(AMPLE)
                .map(
                    x -> {
                      if (x == 0) {
                        deaf(release);
                      }
                      return x;
                    })) {
      List<Outcome<Integer, Integer>> outcomes = all(results);

      assertThat(outcomes.get(0)).isInstanceOf(Outcome.TimedOut.class);
      assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(2);
      assertThat(results.report().stuckThreads()).isEqualTo(1);
      assertThat(results.report().counts().timedOut()).isEqualTo(1);
    } finally {
      release.countDown();
    }
  }

  @Test
  void shouldCountAStuckThreadThoughItsTaskIsTheLast() {
    CountDownLatch release = new CountDownLatch(1);
    try (Pool pool = Pool.on(Threads.of(1)).quiet();
        Results<Integer, Integer> results =
            pool.over(List.of(0))
                .timeout(SHORT)
                .map(
                    x -> {
                      deaf(release);
                      return x;
                    })) {
      assertThat(all(results)).hasSize(1);
      assertThat(results.report().stuckThreads()).isEqualTo(1);
    } finally {
      release.countDown();
    }
  }

  /** The factory has no thread for a while, when one is needed in the place of the only one. */
  @Test
  @Timeout(60)
  void shouldFailAJobWhoseOnlyThreadCannotBeReplaced() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger made = new AtomicInteger();
    ThreadFactory factory = body -> made.getAndIncrement() == 1 ? null : new Thread(body);
    try (Pool pool = Pool.on(Threads.madeBy(factory, 1)).quiet()) {
      Results<Integer, Integer> results =
          pool.over(List.of(0, 1, 2))
              .timeout(SHORT)
              .map(
                  x -> {
                    deaf(release);
                    return x;
                  });

      assertThatThrownBy(() -> all(results))
          .isInstanceOf(JobException.class)
          .hasMessageContaining("no thread to drive it: The thread factory made no thread");
      assertThat(pool.map(List.of(1, 2), x -> x).toList()).as("the next job").containsExactly(1, 2);
    } finally {
      release.countDown();
    }
  }

  @Test
  @Timeout(60)
  void shouldGoOnWithoutAThreadUntilItCanBeReplaced() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger made = new AtomicInteger();
    AtomicReference<String> lost = new AtomicReference<>();
    ThreadFactory factory = body -> made.getAndIncrement() == 2 ? null : new Thread(body);
    try (Pool pool = Pool.on(Threads.madeBy(factory, 2)).quiet()) {
      List<Outcome<Integer, Integer>> outcomes =
          all(
              pool.over(List.of(0, 1, 2, 3))
                  .timeout(AMPLE)
                  .map(
                      x -> {
                        if (x == 0) {
                          lost.set(Thread.currentThread().getName());
                          deaf(release);
                        }
                        return x;
                      }));
      assertThat(outcomes.get(0)).isInstanceOf(Outcome.TimedOut.class);
      assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(3);

      Set<String> names = new HashSet<>();
      while (!names.contains(lost.get())) { // The number of the other one would not do.
        names.addAll(
            pool.map(Collections.nCopies(100, 0), x -> Thread.currentThread().getName()).toList());
      }
      assertThat(names).isSubsetOf("headway-worker-0", "headway-worker-1");
    } finally {
      release.countDown();
    }
  }

  @Test
  void shouldGiveUpWhenAllThreadsAreStuckForGood() {
    CountDownLatch release = new CountDownLatch(1);
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      Results<Integer, Integer> results =
          pool.over(List.of(0, 1, 2, 3))
              .timeout(SHORT)
              .map(
                  x -> {
                    deaf(release);
                    return x;
                  });

      assertThatThrownBy(() -> all(results))
          .isInstanceOf(JobException.class)
          .hasMessageContaining("stuck")
          .hasMessageContaining("Processes");
    } finally {
      release.countDown();
    }
  }

  @Test
  @Timeout(60)
  void shouldFailTheNextJobTooWhenAllThreadsAreStuck() {
    CountDownLatch release = new CountDownLatch(1);
    Thread consumer = Thread.currentThread();
    AtomicBoolean late = new AtomicBoolean();
    try {
      for (Threads threads :
          List.of(Threads.of(1), Threads.using(body -> new Thread(body).start(), 1))) {
        try (Pool pool = Pool.on(threads).quiet()) {
          Results<Integer, Integer> results =
              pool.over(List.of(0, 1, 2, 3))
                  .timeout(SHORT)
                  .map(
                      x -> {
                        if (Thread.currentThread() == consumer) {
                          late.set(true);
                        } else {
                          deaf(release);
                        }
                        return x;
                      });
          Throwable thrown = catchThrowable(() -> all(results));
          assumeFalse(late.get(), "the executor was late, and no consumer is given up");
          assertThat(thrown).hasMessageContaining("stuck");

          assertThatThrownBy(() -> pool.map(List.of(1), x -> x).toList())
              .isInstanceOf(JobException.class)
              .hasMessageContaining("2 threads are stuck");
        }
      }
    } finally {
      release.countDown();
    }
  }

  @Test
  void shouldNotDisturbTasksThatAreInTime() {
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      List<Integer> inputs = java.util.stream.IntStream.range(0, 2000).boxed().toList();

      assertThat(pool.over(inputs).timeout(LONG).map(x -> x).toList()).isEqualTo(inputs);
    }
  }

  @Test
  void shouldRefuseATimeoutOfNothing() {
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      assertThatThrownBy(() -> pool.over(List.of(1)).timeout(Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("above 0");
    }
  }

  @Test
  void shouldTakeAVeryLongTimeForNone() {
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      Duration forEver = ChronoUnit.FOREVER.getDuration();
      assertThat(pool.over(List.of(1, 2)).timeout(forEver).map(x -> x).toList())
          .containsExactly(1, 2);
    }
  }
}
