package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.headway.progress.ProgressEvent;
import dev.headway.work.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a run that ended early. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StuckAfterCancelTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldReplaceAThreadThatIsStuckBeyondItsTimeoutInARunThatWasClosed(boolean program)
      throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean late = new AtomicBoolean(); // Then the consumer runs it, and none replaces that.
    ExecutorService executor = Executors.newFixedThreadPool(2);
    Threads threads = program ? Threads.using(executor, 1) : Threads.of(1);
    try (Pool pool = Pool.on(threads).quiet()) {
      Results<Integer, Integer> stuck =
          pool.over(List.of(1))
              .timeout(Duration.ofSeconds(3))
              .map(
                  x -> {
                    late.set(Thread.currentThread().getName().equals("consumer"));
                    started.countDown();
                    while (release.getCount() > 0 && !late.get()) {
                      try {
                        release.await();
                      } catch (InterruptedException e) {
                        // It does not end for that.
                      }
                    }
                    return x;
                  });
      Thread consumer = new Thread(() -> stuck.outcomes().forEach(outcome -> {}), "consumer");
      consumer.setUncaughtExceptionHandler((thread, error) -> {}); // It is cancelled.
      consumer.start();
      started.await();
      assumeFalse(late.get(), "the executor was late, and no consumer is given up");
      stuck.close();
      RunReport report = stuck.report();

      assertThat(pool.map(List.of(1, 2), x -> x + 1).toList()).containsExactly(2, 3);
      assertThat(stuck.report()).as("it was over by then").isEqualTo(report);
    } finally {
      release.countDown();
      executor.shutdown();
    }
  }

  @Test
  void shouldTellNoEndOfAJobThatCouldNotBegin() {
    Queue<ProgressEvent> events = new ConcurrentLinkedQueue<>();
    Pool pool = Pool.on(Threads.of(1)).quiet().withListener(events::add);
    pool.close();

    try (Results<Integer, Integer> results = pool.map(List.of(1), x -> x)) {
      assertThatThrownBy(results::toList).isInstanceOf(IllegalStateException.class);
    }
    assertThat(events).isEmpty();
  }
}
