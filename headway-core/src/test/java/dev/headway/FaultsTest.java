package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.run.DispatchedBatch;
import dev.headway.internal.run.InputSource;
import dev.headway.internal.run.JobConfig;
import dev.headway.internal.run.JobExecutor;
import dev.headway.internal.run.Run;
import dev.headway.internal.run.WorkerFacts;
import dev.headway.internal.run.WorkerHealth;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.Ticker;
import dev.headway.work.Backend;
import dev.headway.work.Outcome;
import dev.headway.work.TaskBatch;
import dev.headway.work.Threads;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever breaks, nothing hangs, and each task that was taken has one outcome. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultsTest {
  private final List<Snapshot> seen = new CopyOnWriteArrayList<>();
  private final Display display = Display.manual(Ticker.system(), seen::add);

  private Row last() {
    return seen.get(seen.size() - 1).rows().get(0);
  }

  @Test
  void shouldGoOnWhenAListenerThrowsAnError() {
    try (Pool pool =
        Pool.on(Threads.of(2))
            .quiet()
            .withListener(
                event -> {
                  throw new AssertionError("a listener's");
                })) {
      assertThat(pool.map(List.of(1, 2, 3), x -> x + 1).toList()).containsExactly(2, 3, 4);
    }
  }

  @Test
  void shouldGoOnWithTheThreadsThereAre() {
    try (Pool pool = Pool.on(new Scarce(1)).quiet()) {
      assertThat(pool.map(IntStream.range(0, 100).boxed(), x -> x).toList()).hasSize(100);
      assertThat(pool.map(IntStream.range(0, 100).boxed(), x -> x).toList()).hasSize(100);
    }
  }

  @Test
  void shouldSayThatNoThreadCanBeStartedAndEndTheBar() {
    try (Pool pool = Pool.on(new Scarce(0)).on(display)) {
      assertThatThrownBy(() -> pool.map(List.of(1), x -> x).toList())
          .isInstanceOf(OutOfMemoryError.class);
      assertThat(last().state()).isEqualTo(Row.State.STOPPED);
    }
  }

  @Test
  void shouldGiveUpWhenAWorkerBreaks() {
    for (Throwable fault : List.of(new IllegalStateException("bug"), new LinkageError("bug"))) {
      try (Pool pool = Pool.on(new Broken(fault, new CyclicBarrier(2))).on(display)) {
        JobException thrown =
            catchThrowableOfType(
                JobException.class, () -> pool.map(List.of(1, 2), x -> x).toList());

        assertThat(thrown).hasMessageContaining("bug").hasCause(fault);
        assertThat(last().state()).isEqualTo(Row.State.STOPPED);
        Counts counts = last().counts();
        assertThat(thrown.outcomes()).hasSize((int) (counts.settled() + counts.cancelled()));
      }
    }
  }

  @Test
  void shouldEndWhenTheSourceCannotBeClosed() {
    Stream<Integer> source =
        Stream.of(1, 2)
            .onClose(
                () -> {
                  throw new AssertionError("cannot be closed");
                });
    try (Pool pool = Pool.on(Threads.of(1)).on(display)) {
      assertThat(pool.map(source, x -> x).toList()).containsExactly(1, 2);
      assertThat(last().state()).isEqualTo(Row.State.FINISHED);
    }
  }

  @Test
  void shouldDeliverWhatWasTakenBeforeAnErrorOfTheSource() {
    Stream<Integer> source =
        Stream.iterate(0, i -> i + 1)
            .peek(
                i -> {
                  if (i == 40) {
                    throw new StackOverflowError();
                  }
                });
    try (Pool pool = Pool.on(Threads.of(3)).on(display);
        Results<Integer, Integer> results = pool.map(source, x -> x)) {
      List<Integer> values = new ArrayList<>();
      assertThatThrownBy(() -> results.forEach(values::add))
          .isInstanceOf(SourceFailedException.class)
          .hasCauseInstanceOf(StackOverflowError.class);
      assertThat(values).hasSize(40);
      assertThat(last().counts().succeeded()).isEqualTo(40);
    }
  }

  @Test
  void shouldReportAFailureWhoseTextsCannotBeHad() {
    Object shy =
        new Object() {
          @Override
          public String toString() {
            throw new StackOverflowError();
          }
        };
    RuntimeException mute = new Mute();
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      assertThatThrownBy(
              () ->
                  pool.map(
                          List.of(shy),
                          x -> {
                            throw mute;
                          })
                      .toList())
          .isInstanceOf(TaskFailedException.class)
          .hasMessageContaining("toString() threw StackOverflowError>");
      Iterator<Integer> source =
          Stream.<Integer>generate(
                  () -> {
                    throw mute;
                  })
              .iterator();
      assertThatThrownBy(() -> pool.map(source, x -> x).toList())
          .isInstanceOf(SourceFailedException.class);
    }
  }

  @Test
  void shouldTellWhatWasDoneWhenThePoolIsClosed() throws Exception {
    CountDownLatch done = new CountDownLatch(3);
    CountDownLatch never = new CountDownLatch(1);
    Pool pool = Pool.on(Threads.of(2)).on(display);
    Iterator<Integer> values =
        pool.over(List.of(0, 1, 2, 3))
            .window(4)
            .map(
                x -> {
                  done.countDown();
                  if (x > 1) {
                    never.await();
                  }
                  return x;
                })
            .iterator();
    assertThat(values.next()).isZero();
    assertThat(values.next()).isEqualTo(1);
    done.await();
    pool.close();

    JobCancelledException thrown = catchThrowableOfType(JobCancelledException.class, values::next);
    assertThat(thrown.outcomes())
        .hasSize((int) last().counts().cancelled())
        .isNotEmpty()
        .allMatch(outcome -> outcome instanceof Outcome.Cancelled);
  }

  @Test
  void shouldDeliverNothingOnceClosed() throws Exception {
    CountDownLatch ahead = new CountDownLatch(5);
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      Results<Integer, Integer> results =
          pool.<Integer>over(Stream.iterate(0, i -> i + 1))
              .window(8)
              .map(
                  x -> {
                    ahead.countDown();
                    return x;
                  });
      Iterator<Integer> values = results.iterator();
      assertThat(values.next()).isZero();
      ahead.await();
      results.close();

      JobCancelledException thrown =
          catchThrowableOfType(JobCancelledException.class, values::next);
      assertThat(thrown.outcomes()).extracting(Outcome::index).startsWith(1L, 2L, 3L);
      assertThatThrownBy(values::hasNext).isInstanceOf(JobCancelledException.class);
    }
  }

  @Test
  void shouldTakeInputsHoweverManyWorkersThereAre() {
    JobExecutor<Run<?, ?>> very = new Absent(1 << 20);
    JobConfig<Integer> config =
        JobConfig.of(InputSource.of(Stream.iterate(0, i -> i + 1)), LiveDisplay.of(), List.of());
    Run<Integer, Integer> run = new Run<>(config, x -> x, very, null);
    run.begin();
    for (int i = 0; i < 10; i++) { // Instant tasks: batches grow.
      assertThat(run.work().hasRoom(1)).isTrue();
      DispatchedBatch<Integer, Integer> batch = batch(run);
      for (int task = 0; task < batch.size(); task++) {
        batch.started(task);
        batch.succeeded(task, task);
      }
      run.end(batch, 1);
    }
    assertThat(run.work().hasRoom(1)).isTrue();
    run.cancel();
  }

  private static DispatchedBatch<Integer, Integer> batch(Run<Integer, Integer> run) {
    try {
      DispatchedBatch<Integer, Integer> batch =
          run.takeBatch(new WorkerFacts(0, new WorkerHealth(), () -> false, false, false));
      assertThat(batch).isNotNull();
      return java.util.Objects.requireNonNull(batch);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** An exception that cannot even say what it is. */
  private static final class Mute extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  /** A machine with a limited number of threads left. */
  private record Scarce(int threads) implements Backend {
    @Override
    public int workers() {
      return 8;
    }

    @Override
    public Worker worker(int number, WorkerListener listener) {
      return Threads.of(1).worker(number, listener);
    }

    @Override
    public ThreadFactory threadFactory() {
      AtomicInteger left = new AtomicInteger(threads);
      return runnable -> {
        Thread thread =
            new Thread(runnable) {
              @Override
              public synchronized void start() {
                if (left.getAndDecrement() <= 0) {
                  throw new OutOfMemoryError("unable to create native thread");
                }
                super.start();
              }
            };
        thread.setDaemon(true);
        return thread;
      };
    }
  }

  /** A backend with a bug. */
  private record Broken(Throwable fault, CyclicBarrier both) implements Backend {
    @Override
    public int workers() {
      return 2;
    }

    @Override
    public Worker worker(int number, WorkerListener listener) {
      return new Worker() {
        @Override
        public void prepare() {}

        @Override
        public void perform(TaskBatch<?, ?> batch) {
          awaitBoth();
          if (fault instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) fault;
        }

        /** Nobody takes a batch when the run has failed. */
        private void awaitBoth() {
          try {
            both.await(60, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        }

        @Override
        public void cancel() {}

        @Override
        public void close() {}
      };
    }
  }
}
