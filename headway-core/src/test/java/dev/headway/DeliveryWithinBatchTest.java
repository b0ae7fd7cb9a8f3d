package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.Backend;
import dev.headway.work.Threads;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result is delivered though a task goes on that was taken together with it. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeliveryWithinBatchTest {
  private static final long EACH = Duration.ofMillis(8).toNanos();

  /** So many tasks show that several are worth a batch, and none of these is short. */
  private static final int LEARNED = 40;

  private static final long LIMIT_NANOS = Duration.ofSeconds(30).toNanos();

  private final AtomicLong clock = new AtomicLong();
  private volatile int delivered;

  /** One worker, for which batches of some 30 milliseconds are worth it. */
  private record Costly(Backend threads) implements Backend {
    @Override
    public int workers() {
      return threads.workers();
    }

    @Override
    public Worker worker(int number, WorkerListener listener) {
      return threads.worker(number, listener);
    }

    @Override
    public Duration dispatchCost() {
      return Duration.ofMillis(1);
    }
  }

  /** Returns true if all results before this one were delivered before this one was there. */
  private boolean isLast(int x) {
    if (x < LEARNED) {
      clock.addAndGet(EACH);
      return true;
    }
    long begin = System.nanoTime();
    while (delivered < x && System.nanoTime() - begin < LIMIT_NANOS) {
      Thread.yield();
    }
    return delivered >= x;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldDeliverAShortOneThoughTheNextTakesLong(boolean ordered) {
    List<Integer> inputs = IntStream.range(0, 2 * LEARNED).boxed().toList();
    try (Pool pool =
        Pool.on(new Costly(Threads.of(1))).on(Display.manual(clock::get, snapshot -> {}))) {
      Job<Integer> job = ordered ? pool.over(inputs) : pool.over(inputs).unordered();
      for (boolean last : job.map(this::isLast)) {
        assertThat(last).as("of input %s", delivered).isTrue();
        delivered = delivered + 1;
      }
    }
    assertThat(delivered).isEqualTo(2 * LEARNED);
  }
}
