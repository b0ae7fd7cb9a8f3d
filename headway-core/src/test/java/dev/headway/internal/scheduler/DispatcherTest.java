package dev.headway.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Absent;
import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.run.InputSource;
import dev.headway.internal.run.JobConfig;
import dev.headway.internal.run.Run;
import dev.headway.progress.Ticker;
import dev.headway.work.Threads;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DispatcherTest {
  private static final int CHECKS = 30;

  private final AtomicInteger checks = new AtomicInteger();

  /** What was taken for workers that still start waits for them, and wakes no other. */
  @Test
  void shouldNotSpinWhileTasksWaitForWorkersThatStart() throws Exception {
    Run<Integer, Integer> run = run();
    run.begin();
    WorkerRegistry registry = new WorkerRegistry(Ticker.system(), null);
    for (int number = 0; number < 2; number++) {
      registry.starting(number);
      assertThat(prefetch(run)).isTrue();
    }
    assertThat(prefetch(run)).isFalse(); // Now it is known that there is no more.
    Dispatcher dispatcher = new Dispatcher(countingList(run), registry, Duration.ofMillis(100));
    long begin = System.nanoTime();
    Thread waiting =
        new Thread(
            () -> {
              try {
                dispatcher.await(null, true);
              } catch (InterruptedException e) {
                // The test is over.
              }
            });
    waiting.start();
    while (checks.get() < CHECKS) {
      LockSupport.parkNanos(1_000_000);
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    dispatcher.close();
    waiting.join();
    run.cancel();

    assertThat(millis).as("time of %s looks, a few of them together", CHECKS).isGreaterThan(500);
  }

  private static boolean prefetch(Run<?, ?> run) throws InterruptedException {
    return new WorkerSlot(0, Threads.of(1).worker(0, (w, o, text, goesOn) -> {})).prefetch(run);
  }

  /** Counts how often it is gone over. */
  private List<Run<?, ?>> countingList(Run<?, ?> run) {
    return new AbstractList<>() {
      @Override
      public Run<?, ?> get(int index) {
        return run;
      }

      @Override
      public int size() {
        return 1;
      }

      @Override
      public Iterator<Run<?, ?>> iterator() {
        checks.incrementAndGet();
        return super.iterator();
      }
    };
  }

  private static Run<Integer, Integer> run() {
    return new Run<>(
        JobConfig.of(
            InputSource.of(Stream.of(1, 2).filter(x -> x > 0)), LiveDisplay.of(), List.of()),
        x -> x,
        new Absent(100),
        null);
  }
}
