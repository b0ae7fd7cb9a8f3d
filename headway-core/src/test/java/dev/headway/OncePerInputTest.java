package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headway.work.Backend;
import dev.headway.work.Outcome;
import dev.headway.work.Serial;
import dev.headway.work.TaskBatch;
import dev.headway.work.Threads;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No task begins a second time unless the caller asks for it, whatever becomes of its worker. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OncePerInputTest {
  private final AtomicIntegerArray executions = new AtomicIntegerArray(1000);

  private int run(int input) {
    executions.incrementAndGet(input);
    return input;
  }

  private void assertOnceAtMost() {
    assertThat(IntStream.range(0, 1000).map(executions::get)).allMatch(times -> times <= 1);
  }

  @Test
  void shouldHoldForTheThreadThatIsGivenUpAndComesBack() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger stuck = new AtomicInteger(-1);
    CountDownLatch back = new CountDownLatch(1);
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
      pool.<Integer>over(IntStream.range(0, 1000).boxed().toList())
          .timeout(Duration.ofSeconds(2))
          .map(
              x -> {
                run(x);
                // Until batches have grown, so that the batch of the stuck task has others too.
                if (x >= 300 && stuck.compareAndSet(-1, x)) {
                  awaitStubbornly(release);
                  back.countDown();
                }
                return x;
              })
          .outcomes()
          .forEach(outcomes::add);
      release.countDown();
      back.await();
      assertThat(outcomes).hasSize(1000);
      assertThat(outcomes.get(stuck.get())).isInstanceOf(Outcome.TimedOut.class);
      // On a busy machine others may take so long too.
      assertThat(outcomes).allMatch(one -> one.succeeded() || one instanceof Outcome.TimedOut);
    }
    assertOnceAtMost();
  }

  @Test
  void shouldHoldForTasksOfAJobWhoseOuterTaskIsCancelled() throws Exception {
    for (int round = 0; round < 20; round++) {
      CountDownLatch running = new CountDownLatch(2);
      AtomicIntegerArray starts = new AtomicIntegerArray(2);
      try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
        Results<Integer, Integer> outer =
            pool.map(
                List.of(1),
                x -> {
                  pool.map(
                          List.of(0, 1),
                          y -> {
                            starts.incrementAndGet(y);
                            running.countDown();
                            Thread.sleep(Long.MAX_VALUE);
                            return y;
                          })
                      .outcomes()
                      .forEach(one -> {});
                  return x;
                });
        Thread consumer = new Thread(() -> catchThrowableOfType(JobException.class, outer::toList));
        consumer.start();
        running.await();
        outer.close();
        consumer.join();
      }
      assertThat(starts.get(0)).isEqualTo(1);
      assertThat(starts.get(1)).isEqualTo(1);
    }
  }

  @Test
  void shouldHoldWhenTheCallerTakesAwayTheInterruptOfItsOwnTask() {
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      Results<Integer, Integer> results =
          pool.map(
              IntStream.range(0, 1000).boxed(),
              x -> {
                run(x);
                if (x == 700) {
                  throw new InterruptedException("as if it had waited");
                }
                return x;
              });
      List<Integer> values = new ArrayList<>();
      JobCancelledException thrown =
          catchThrowableOfType(
              JobCancelledException.class,
              () -> {
                for (Iterator<Integer> all = results.iterator(); all.hasNext(); ) {
                  values.add(all.next());
                  Thread.interrupted(); // As code that waits and swallows it.
                }
              });

      assertThat(Thread.interrupted()).isTrue();
      assertThat(values.size() + thrown.outcomes().size()).isEqualTo(results.report().taken());
      assertThat(results.report().counts().cancelled()).isPositive();
    }
    assertOnceAtMost();
    assertThat(executions.get(700)).isEqualTo(1);
  }

  /** Another's backend, whose workers begin tasks and then say nothing of them, or throw. */
  private record Careless(Consumer<Integer> end) implements Backend {
    @Override
    public int workers() {
      return 2;
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
        public void perform(TaskBatch<?, ?> batch) {
          perform(batch, end);
        }

        private <A, B> void perform(TaskBatch<A, B> batch, Consumer<Integer> end) {
          for (int task = 0; task < batch.size() && !batch.cancelled(); task++) {
            batch.started(task);
            B value;
            try {
              value = batch.function().apply(batch.input(task));
            } catch (Exception e) {
              throw new AssertionError(e);
            }
            if (batch.index(task) == 5) {
              end.accept(5);
              return;
            }
            batch.succeeded(task, value);
          }
        }

        @Override
        public void cancel() {
          worker.cancel();
        }

        @Override
        public void close() {
          worker.close();
        }
      };
    }
  }

  @Test
  void shouldCountATaskAsCrashedThatItsWorkerSaysNothingOf() {
    try (Pool pool = Pool.on(new Careless(task -> {})).quiet()) {
      Results<Integer, Integer> results =
          pool.map(IntStream.range(0, 20).boxed().toList(), this::run);
      List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
      results.outcomes().forEach(outcomes::add);

      assertThat(outcomes).filteredOn(one -> one instanceof Outcome.Success).hasSize(19);
      assertThat(outcomes.get(5).error())
          .hasMessageStartingWith("Worker ")
          .hasMessageContaining(" ended in task 5 and did not say what became of it.");
      assertThat(results.report().counts().crashed()).isEqualTo(1);
    }
    assertOnceAtMost();
  }

  @Test
  void shouldNotHandOnTheTaskOfAWorkerThatBreaks() {
    for (int round = 0; round < 50; round++) {
      AtomicInteger times = new AtomicInteger();
      try (Pool pool =
          Pool.on(
                  new Careless(
                      task -> {
                        throw new IllegalStateException("broken");
                      }))
              .quiet()) {
        Results<Integer, Integer> results =
            pool.map(
                Stream.iterate(0, i -> i + 1).limit(1000),
                x -> x == 5 ? times.incrementAndGet() : x);

        catchThrowableOfType(JobException.class, results::toList);
      }
      assertThat(times).hasValue(1);
    }
  }

  @Test
  void shouldGiveATaskThatDidNotBeginToAnotherWorker() {
    AtomicBoolean refused = new AtomicBoolean();
    Backend backend =
        new Backend() {
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
                if (!refused.getAndSet(true)) {
                  batch.started(0);
                  batch.notStarted(0);
                } else {
                  worker.perform(batch);
                }
              }

              @Override
              public void cancel() {
                worker.cancel();
              }

              @Override
              public void close() {
                worker.close();
              }
            };
          }
        };
    try (Pool pool = Pool.on(backend).quiet()) {
      assertThat(pool.map(List.of(0, 1, 2), this::run).toList()).containsExactly(0, 1, 2);
    }
    assertOnceAtMost();
  }

  private static void awaitStubbornly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // As a task that does not heed interrupts.
      }
    }
  }
}
