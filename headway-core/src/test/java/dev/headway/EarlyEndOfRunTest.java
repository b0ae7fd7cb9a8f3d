package dev.headway;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.progress.ProgressEvent;
import dev.headway.work.Threads;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a consumer sees that goes on after the end, or is one of several that end a run. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EarlyEndOfRunTest {
  private static final List<Integer> INPUTS = IntStream.range(0, 10).boxed().toList();

  private static int failsAtZero(int x) {
    if (x == 0) {
      throw new IllegalStateException("zero");
    }
    return x;
  }

  @Test
  void shouldSayThatAllIsOverToAConsumerThatGoesOnAfterAFailure() throws Exception {
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      Results<Integer, Integer> results = pool.map(INPUTS, EarlyEndOfRunTest::failsAtZero);
      Iterator<Integer> values = results.iterator();
      values.hasNext(); // It begins.
      while (results.report().counts().ended() < INPUTS.size()) {
        Thread.sleep(1);
      }
      assertThatThrownBy(values::next).isInstanceOf(TaskFailedException.class);

      assertThatThrownBy(values::hasNext).isInstanceOf(JobCancelledException.class);
    }
  }

  @Test
  void shouldEndWhenAListenerClosesTheResultsAsTasksWithATimeoutFail() throws Exception {
    int workers = 4;
    CyclicBarrier together = new CyclicBarrier(workers);
    AtomicReference<Results<Integer, Integer>> running = new AtomicReference<>();
    AtomicBoolean closing = new AtomicBoolean();
    try (Pool pool =
        Pool.on(Threads.of(workers))
            .quiet()
            .withListener(
                event -> {
                  if (event instanceof ProgressEvent.TaskEnded
                      && closing.compareAndSet(false, true)) {
                    pause(); // The others fail meanwhile, and wait to tell of it.
                    running.get().close();
                  }
                })) {
      Results<Integer, Integer> results =
          pool.over(INPUTS)
              .timeout(Duration.ofMinutes(1))
              .map(
                  x -> {
                    together.await();
                    throw new IllegalStateException("down");
                  });
      running.set(results);

      assertThatThrownBy(() -> results.outcomes().forEach(outcome -> {}))
          .isInstanceOf(JobCancelledException.class);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
