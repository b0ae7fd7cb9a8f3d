package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.ProgressEvent.TaskEnded;
import dev.headway.work.Backend;
import dev.headway.work.TaskBatch;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Results that come together share the time since the last ones. */
class ArrivalTest {
  private static final int TOGETHER = 3;
  private static final long NANOS = 100;

  private final AtomicLong now = new AtomicLong();

  // Used by the one worker thread, and by the test when it has ended.
  private final List<Long> expected = new ArrayList<>();
  private final List<TaskEnded> ends = new ArrayList<>();

  private List<Integer> run(Worker worker, int count) {
    Display display = Display.manual(now::get, snapshot -> {});
    Backend backend =
        new Backend() {
          @Override
          public int workers() {
            return 1;
          }

          @Override
          public Worker worker(int number, WorkerListener listener) {
            return worker;
          }
        };
    try (Pool pool =
        Pool.on(backend)
            .on(display)
            .withListener(
                event -> {
                  if (event instanceof TaskEnded ended) {
                    ends.add(ended);
                  }
                })) {
      return pool.map(IntStream.range(0, count).boxed().toList(), x -> x).toList();
    }
  }

  @Test
  void shouldNotCountTheTimeThatABatchHasWaited() {
    Worker waiting =
        new Batching() {
          @Override
          public void perform(TaskBatch<?, ?> batch) {
            now.addAndGet(1000 * NANOS);
            batch.waited();
            super.perform(batch);
          }
        };

    assertThat(run(waiting, 10)).hasSize(10);

    assertThat(ends).hasSize(10).extracting(TaskEnded::tookNanos).isEqualTo(expected);
    assertThat(expected).allMatch(nanos -> nanos <= NANOS);
  }

  @Test
  void shouldShareTheTime() {
    assertThat(run(new Batching(), 1000)).isEqualTo(IntStream.range(0, 1000).boxed().toList());

    assertThat(ends).extracting(TaskEnded::tookNanos).isEqualTo(expected);
    assertThat(expected).contains(NANOS, NANOS / TOGETHER, NANOS - 2 * (NANOS / TOGETHER));
    long end = 0;
    for (TaskEnded ended : ends) {
      end += ended.tookNanos();
      assertThat(ended.nanos()).isEqualTo(end);
    }
  }

  /** Reports some tasks at a time. */
  private class Batching implements Worker {
    @Override
    public void prepare() {}

    @Override
    public void perform(TaskBatch<?, ?> batch) {
      performAll(batch);
    }

    private <A extends @Nullable Object, B extends @Nullable Object> void performAll(
        TaskBatch<A, B> batch) {
      for (int task = 0; task < batch.size(); ) {
        int count = Math.min(TOGETHER, batch.size() - task);
        now.addAndGet(NANOS);
        batch.arrivedTogether(count);
        for (int last = task + count; task < last; task++) {
          batch.started(task);
          batch.succeeded(task, apply(batch, task));
          long share = NANOS / count;
          expected.add(task == last - 1 ? NANOS - (count - 1) * share : share);
        }
      }
    }

    private <A extends @Nullable Object, B extends @Nullable Object> B apply(
        TaskBatch<A, B> batch, int task) {
      try {
        return batch.function().apply(batch.input(task));
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
  }
}
