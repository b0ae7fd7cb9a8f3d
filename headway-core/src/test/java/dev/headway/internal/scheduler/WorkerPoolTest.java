package dev.headway.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.run.InputSource;
import dev.headway.internal.run.JobConfig;
import dev.headway.internal.run.Run;
import dev.headway.work.Backend;
import dev.headway.work.TaskBatch;
import dev.headway.work.Threads;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerPoolTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicLong cpu = new AtomicLong();

  @Test
  void shouldBeSaturatedWhenItsWorkersUseAllProcessors() throws Exception {
    WorkerPool pool = pool(1);
    performOneTask(pool);

    assertThat(pool.isSaturated()).as("before a time is known").isFalse();
    now.addAndGet(CpuMonitor.SAMPLE_NANOS);
    cpu.addAndGet(CpuMonitor.SAMPLE_NANOS);
    assertThat(pool.isSaturated()).isTrue();
    pool.close();
  }

  @Test
  void shouldNotBeSaturatedWithFewerWorkersThanProcessors() throws Exception {
    WorkerPool pool = pool(2);
    performOneTask(pool);

    pool.isSaturated();
    now.addAndGet(CpuMonitor.SAMPLE_NANOS);
    cpu.addAndGet(2 * CpuMonitor.SAMPLE_NANOS);
    assertThat(pool.isSaturated()).isFalse();
    pool.close();
  }

  private WorkerPool pool(int processors) {
    return new WorkerPool(
        new Measured(cpu), (worker, output, text, goesOn) -> {}, now::get, processors);
  }

  private static void performOneTask(WorkerPool pool) throws InterruptedException {
    Run<Integer, Integer> run =
        new Run<>(
            JobConfig.of(InputSource.of(Stream.of(1)), LiveDisplay.of(), List.of()),
            x -> x,
            pool,
            null);
    run.begin();
    assertThat(run.next()).isNotNull();
    assertThat(run.next()).isNull();
    run.finish();
  }

  /** One worker, which has used as much CPU time as the test says. */
  private record Measured(AtomicLong cpu) implements Backend {
    @Override
    public int workers() {
      return 1;
    }

    @Override
    public Worker worker(int number, WorkerListener listener) {
      Worker worker = Threads.of(1).worker(number, listener);
      return new Worker() {
        @Override
        public void prepare() throws InterruptedException {
          worker.prepare();
        }

        @Override
        public void perform(TaskBatch<?, ?> batch) throws InterruptedException {
          worker.perform(batch);
        }

        @Override
        public void cancel() {
          worker.cancel();
        }

        @Override
        public Duration cpuTime() {
          return Duration.ofNanos(cpu.get());
        }

        @Override
        public void close() {
          worker.close();
        }
      };
    }
  }
}
