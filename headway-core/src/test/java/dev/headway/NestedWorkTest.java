package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.process.Patience;
import dev.headway.work.TaskFunction;
import dev.headway.work.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task waits for a job of its own pool, and its thread works for that job. */
@Timeout(120)
class NestedWorkTest {
  private final CountDownLatch reading = new CountDownLatch(1);
  private final CountDownLatch failed = new CountDownLatch(1);
  private final CountDownLatch helped = new CountDownLatch(1);

  /** Lets the other worker read only while the thread that waits for the job has found nothing. */
  private Iterator<Integer> slowFor(Thread waiting) {
    Iterator<Integer> inputs = List.of(0, 1, 2).iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return inputs.hasNext();
      }

      @Override
      public Integer next() {
        if (Thread.currentThread() != waiting && reading.getCount() > 0) {
          reading.countDown();
          Patience.until("the wait", () -> waitsForResults(waiting));
        }
        return inputs.next();
      }
    };
  }

  private static boolean waitsForResults(Thread thread) {
    Thread.State state = thread.getState();
    return (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING)
        && Arrays.stream(thread.getStackTrace())
            .anyMatch(
                frame ->
                    frame.getClassName().endsWith(".ResultBuffer")
                        && frame.getMethodName().equals("await"));
  }

  @Test
  void shouldTakeAnInputThoughItFoundNoneBefore() {
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      List<List<Integer>> all =
          pool.map(
                  List.of("outer"),
                  outer -> {
                    Thread waiting = Thread.currentThread();
                    return pool.map(
                            slowFor(waiting),
                            x -> {
                              if (Thread.currentThread() != waiting) {
                                assertThat(helped.await(60, TimeUnit.SECONDS))
                                    .as("the other has one too")
                                    .isTrue();
                              } else if (reading.getCount() == 0) {
                                helped.countDown();
                              } else {
                                reading.await();
                                Thread.sleep(50); // The consumer polls where tasks are tiny.
                              }
                              return x;
                            })
                        .toList();
                  })
              .toList();

      assertThat(all).containsExactly(List.of(0, 1, 2));
    }
  }

  @Test
  void shouldTakeARetryWhileAllOtherThreadsAreBusy() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      CompletableFuture<List<Integer>> outer =
          pool.map(
                  List.of("outer"),
                  any -> {
                    int count = 0;
                    for (int each :
                        pool.over(List.of(0, 1))
                            .attempts(2)
                            .backoff(attempt -> Duration.ofMillis(300))
                            .map(failingOnce(Thread.currentThread()))) {
                      count++;
                    }
                    done.countDown();
                    return count;
                  })
              .toListAsync();
      assertThat(failed.await(60, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<List<Boolean>> busy =
          pool.map(List.of("busy"), any -> done.await(60, TimeUnit.SECONDS)).toListAsync();

      assertThat(Patience.get(busy)).containsExactly(true);
      assertThat(Patience.get(outer)).containsExactly(2);
    }
  }

  /** Fails once, on another thread, when the one that waits for the job has nothing left to do. */
  private TaskFunction<Integer, Integer> failingOnce(Thread waiting) {
    return x -> {
      if (Thread.currentThread() == waiting) {
        reading.await();
        Thread.sleep(50); // The consumer polls where tasks are tiny.
      } else if (failed.getCount() > 0) {
        reading.countDown();
        Patience.until("the wait", () -> waitsForResults(waiting));
        failed.countDown();
        throw new IOException("again, please");
      }
      return x;
    };
  }
}
