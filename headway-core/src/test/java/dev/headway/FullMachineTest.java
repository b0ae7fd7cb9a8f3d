package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.internal.scheduler.WorkerRegistry;
import dev.headway.work.Backend;
import dev.headway.work.TaskBatch;
import dev.headway.work.Threads;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** If the machine cannot start all workers, those that are up continue. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullMachineTest {
  private static final int WORKERS = 4;

  @Test
  void shouldGoOnWithTheWorkersThatAreUp() {
    Full backend = new Full(1, true);
    backend.failLate = true;
    try (Pool pool = Pool.on(backend).quiet()) {
      for (int run = 1; run <= 3; run++) {
        assertThat(pool.map(IntStream.range(0, 500).boxed(), x -> x).toList()).hasSize(500);
      }
    }
  }

  @Test
  void shouldLoseNoInputOfAWorkerThatIsMissing() {
    Full backend = new Full(1, true);
    backend.failLate = true;
    try (Pool pool = Pool.on(backend).quiet()) {
      // The first task ends after all other workers have taken an input and failed.
      List<Integer> results =
          pool.map(
                  List.of(0, 1, 2, 3),
                  x -> {
                    backend.othersFailed.await();
                    return x;
                  })
              .toList();

      assertThat(results).containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void shouldHaveAllWorkersAgainInALaterRun() {
    Full backend = new Full(1, true);
    backend.failLate = true;
    try (Pool pool = Pool.on(backend).quiet()) {
      pool.map(List.of(0, 1, 2, 3), x -> x).toList();
      backend.room.set(WORKERS);
      CountDownLatch all = new CountDownLatch(WORKERS);

      assertThat(
              pool.map(
                      List.of(0, 1, 2, 3),
                      x -> {
                        all.countDown();
                        all.await();
                        return x;
                      })
                  .toList())
          .hasSize(4);
    }
  }

  @Test
  @Tag("faults")
  void shouldGiveUpWhenNoWorkerIsUp() {
    Full backend = new Full(0, true);
    try (Pool pool = Pool.on(backend).quiet()) {
      for (int run = 0; run < 2; run++) {
        assertThatThrownBy(() -> pool.map(IntStream.range(0, 100).boxed(), x -> x).toList())
            .isInstanceOf(JobException.class)
            .hasMessageContaining("Too many open files");
      }
      // All at once in the first round, one by one in the others. On a busy machine up to twice as
      // often: beside a start that is held up, others may fail too, which counts as no try.
      int most = WORKERS + WorkerRegistry.MAX_TRIES - 1;
      assertThat(backend.starts.get()).isBetween(2 * WorkerRegistry.MAX_TRIES, 4 * most);
    }
  }

  @Test
  void shouldGiveUpAtOnceWhenNoWorkerCanEverBeUp() {
    for (int workers : List.of(1, WORKERS)) {
      Full backend = new Full(0, false);
      backend.workers = workers;
      try (Pool pool = Pool.on(backend).quiet()) {
        assertThatThrownBy(() -> pool.map(List.of(0), x -> x).toList())
            .isInstanceOf(JobException.class)
            .hasMessageContaining("Too many open files");
      }
      assertThat(backend.starts.get()).as("of %s workers", workers).isEqualTo(1);
    }
  }

  @Test
  void shouldStartTheOnlyWorkerAgainForTheOnlyInput() {
    Full backend = new Full(WORKERS, true);
    backend.failures.set(2);
    try (Pool pool = Pool.on(backend).quiet()) {
      assertThat(pool.map(List.of(7), x -> x).toList()).containsExactly(7);
      assertThat(backend.starts.get()).isEqualTo(3);
    }
  }

  @Test
  void shouldStartAWorkerAgainThatDiedInMidRun() {
    Full backend = new Full(1, false);
    backend.workers = 1;
    backend.diesAt = 5;
    backend.failuresThen = 2;
    try (Pool pool = Pool.on(backend).quiet()) {
      assertThat(pool.map(IntStream.range(0, 100).boxed(), x -> x).toList()).hasSize(100);
      assertThat(backend.starts.get()).isEqualTo(4);
    }
  }

  @Test
  void shouldGiveUpWhenTheLastWorkerCannotComeBack() {
    Full backend = new Full(1, true);
    backend.diesAt = 5;
    backend.failuresThen = Integer.MAX_VALUE;
    try (Pool pool = Pool.on(backend).quiet()) {
      assertThatThrownBy(() -> pool.map(IntStream.range(0, 100).boxed(), x -> x).toList())
          .isInstanceOf(JobException.class)
          .hasMessageContaining("Too many open files");
    }
  }

  /** Also when those that are up are busy for so long that only another can take the rest. */
  @RepeatedTest(3)
  void shouldGoOnWhenAWorkerIsBrokenAndOthersAreUp() {
    Full backend = new Full(WORKERS, false);
    try (Pool pool = Pool.on(backend).quiet()) {
      assertThat(pool.map(List.of(0), x -> x).toList()).containsExactly(0);
      backend.room.set(1);
      // The first task ends after the others have failed.
      List<Integer> results =
          pool.map(
                  List.of(0, 1, 2, 3),
                  x -> {
                    backend.othersFailed.await();
                    return x;
                  })
              .toList();

      assertThat(results).containsExactly(0, 1, 2, 3);
    }
  }

  private static WorkerStartException failure(int number, boolean scarce) {
    return new WorkerStartException("Worker " + number + ": Too many open files", null, scarce);
  }

  /** A machine with resources for a limited number of workers. */
  private static final class Full implements Backend {
    final AtomicInteger room;
    final AtomicInteger starts = new AtomicInteger();
    final CountDownLatch first = new CountDownLatch(1);
    final CountDownLatch othersFailed = new CountDownLatch(WORKERS - 1);

    /** How many starts fail before there is room, and how many after the death. */
    final AtomicInteger failures = new AtomicInteger();

    volatile int failuresThen;
    final boolean scarce;
    int workers = WORKERS;
    volatile int diesAt = -1;

    /** Whether nobody fails before worker 0 begins. For jobs that have an input for each worker. */
    volatile boolean failLate;

    Full(int room, boolean scarce) {
      this.room = new AtomicInteger(room);
      this.scarce = scarce;
    }

    @Override
    public int workers() {
      return workers;
    }

    @Override
    public Worker worker(int number, WorkerListener listener) {
      Worker performer = Threads.of(1).worker(number, listener);
      return new Worker() {
        private boolean up;
        private int batches;

        @Override
        public void prepare() throws InterruptedException {
          if (up) {
            return;
          }
          starts.incrementAndGet();
          if (number == 0) {
            first.countDown();
          }
          if (failLate) {
            first.await(); // If all that have begun fail before it begins, the run is given up.
          }
          if (number >= room.get() || failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            othersFailed.countDown();
            throw failure(number, scarce);
          }
          performer.prepare();
          up = true;
        }

        @Override
        public void perform(TaskBatch<?, ?> batch) throws InterruptedException {
          if (batches++ == diesAt) {
            up = false;
            failures.set(failuresThen);
            return; // What was not reported goes back.
          }
          performer.perform(batch);
        }

        @Override
        public void cancel() {
          performer.cancel();
        }

        @Override
        public void close() {
          performer.close();
        }
      };
    }
  }
}
