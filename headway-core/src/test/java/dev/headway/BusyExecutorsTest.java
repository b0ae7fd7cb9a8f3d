package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.process.Patience;
import dev.headway.work.Threads;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs end though the executor has no thread for them: their consumer runs the tasks. */
@Timeout(120)
class BusyExecutorsTest {
  private final ProgramExecutors executors = new ProgramExecutors();

  @AfterEach
  void shutDown() {
    executors.close();
  }

  @Test
  void shouldEndWithFewerThreadsThanWorkers() {
    try (Pool pool = Pool.on(Threads.using(executors.fixed(1), 4)).quiet()) {
      assertThat(ProgramExecutors.sum(pool, 1000)).isEqualTo(499_500);
      assertThat(ProgramExecutors.sum(pool, 1000)).as("again").isEqualTo(499_500);
    }
  }

  /** As a method of a service that the same executor runs. */
  @Test
  void shouldEndWhenItsCallerHoldsTheOnlyThread() throws Exception {
    ExecutorService executor = executors.fixed(1);
    try (Pool pool = Pool.on(Threads.using(executor, 4)).quiet()) {
      assertThat(executor.submit(() -> ProgramExecutors.sum(pool, 100)).get(60, TimeUnit.SECONDS))
          .isEqualTo(4950);
    }
  }

  @Test
  void shouldEndWhenItsCallersHoldAllThreads() throws Exception {
    ExecutorService executor = executors.fixed(3);
    CyclicBarrier all = new CyclicBarrier(3);
    try (Pool pool = Pool.on(Threads.using(executor, 2)).quiet()) {
      List<Future<Long>> callers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        callers.add(
            executor.submit(
                () -> {
                  all.await(60, TimeUnit.SECONDS);
                  return ProgramExecutors.sum(pool, 100);
                }));
      }
      for (Future<Long> caller : callers) {
        assertThat(caller.get(60, TimeUnit.SECONDS)).isEqualTo(4950);
      }
    }
  }

  @Test
  void shouldEndJobsInsideOfTasksOfTheSamePool() {
    try (Pool pool = Pool.on(Threads.using(executors.fixed(1), 2)).quiet()) {
      List<Long> sums = pool.map(ProgramExecutors.inputs(5), x -> inside(pool, 2)).toList();

      assertThat(sums).containsOnly(25L);
    }
  }

  @Test
  void shouldEndJobsInsideOfTasksOfTheSamePoolWithOneWorker() {
    for (Executor executor :
        List.<Executor>of(executors.fixed(1), executors.kept(new ForkJoinPool(1)), Runnable::run)) {
      try (Pool pool = Pool.on(Threads.using(executor, 1)).quiet()) {
        assertThat(pool.map(ProgramExecutors.inputs(5), x -> inside(pool, 2)).toList())
            .containsOnly(25L);
        assertThat(pool.map(ProgramExecutors.inputs(5), x -> inTurn(pool)).toList())
            .containsOnly(90L);
      }
    }
  }

  /** Two jobs at once, whose results are asked for in turn. */
  private static long inTurn(Pool pool) {
    Iterator<Integer> one = pool.map(ProgramExecutors.inputs(10), x -> x).iterator();
    Iterator<Integer> other = pool.map(ProgramExecutors.inputs(10), x -> x).iterator();
    long sum = 0;
    while (one.hasNext() && other.hasNext()) {
      sum += one.next() + other.next();
    }
    return sum;
  }

  private static long inside(Pool pool, int depth) {
    return depth == 0
        ? 1
        : pool.map(ProgramExecutors.inputs(5), x -> inside(pool, depth - 1)).toList().stream()
            .mapToLong(x -> x)
            .sum();
  }

  @Test
  void shouldEndJobsInsideOfTasksOfAnotherPoolOnTheSameExecutor() {
    for (ExecutorService executor :
        List.of(executors.fixed(1), executors.kept(new ForkJoinPool(2)))) {
      try (Pool outer = Pool.on(Threads.using(executor, 2)).quiet();
          Pool inner = Pool.on(Threads.using(executor, 2)).quiet()) {
        assertThat(
                outer
                    .map(ProgramExecutors.inputs(10), x -> ProgramExecutors.sum(inner, 20))
                    .toList())
            .containsOnly(190L);
      }
    }
  }

  @Test
  void shouldEndJobsOfTwoPoolsInsideOfTasksOfEachOther() throws Exception {
    ExecutorService executor = executors.fixed(2);
    CyclicBarrier both = new CyclicBarrier(2);
    try (Pool one = Pool.on(Threads.using(executor, 2)).quiet();
        Pool other = Pool.on(Threads.using(executor, 2)).quiet()) {
      CompletableFuture<List<Long>> first = sumInside(one, both, other).toListAsync();
      CompletableFuture<List<Long>> second = sumInside(other, both, one).toListAsync();

      assertThat(Patience.get(first)).containsExactly(190L);
      assertThat(Patience.get(second)).containsExactly(190L);
    }
  }

  private static Results<Integer, Long> sumInside(Pool outer, CyclicBarrier both, Pool inner) {
    return outer.map(
        List.of(1),
        x -> {
          both.await(60, TimeUnit.SECONDS); // Now no thread of the executor is free.
          return ProgramExecutors.sum(inner, 20);
        });
  }

  @Test
  void shouldHoldNoThreadWhileThereIsNothingToDo() throws Exception {
    ExecutorService executor = executors.fixed(1);
    try (Pool pool = Pool.on(Threads.using(executor, 1)).quiet();
        Results<Integer, Integer> results =
            pool.over(ProgramExecutors.inputs(100)).window(2).map(x -> x)) {
      Iterator<Integer> values = results.iterator();
      assertThat(values.next()).isZero();

      // The window is full, and the consumer takes nothing.
      assertThat(executor.submit(() -> 7).get(60, TimeUnit.SECONDS)).isEqualTo(7);
      for (int i = 1; i < 100; i++) {
        assertThat(values.next()).isEqualTo(i);
      }
      assertThat(executor.submit(() -> 8).get(60, TimeUnit.SECONDS)).isEqualTo(8);
    }
  }

  @Test
  void shouldEndWhereTheExecutorLetsTheCallerRun() {
    ExecutorService narrow =
        executors.kept(
            new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new ThreadPoolExecutor.CallerRunsPolicy()));
    try (Pool pool = Pool.on(Threads.using(narrow, 3)).quiet();
        Pool direct = Pool.on(Threads.using(Runnable::run, 3)).quiet();
        Pool never = Pool.on(Threads.using(action -> {}, 3)).quiet()) {
      assertThat(ProgramExecutors.sum(pool, 2000)).isEqualTo(1_999_000);
      assertThat(ProgramExecutors.sum(direct, 2000)).isEqualTo(1_999_000);
      assertThat(ProgramExecutors.sum(never, 20))
          .as("the executor drops what it is given")
          .isEqualTo(190);
    }
  }

  /** Where the consumer works, its interrupts are its own. */
  @Test
  void shouldKeepTheInterruptOfACallerThatRunsTasks() {
    Thread caller = Thread.currentThread();
    try (Pool pool = Pool.on(Threads.using(Runnable::run, 1)).quiet()) {
      Results<Integer, Integer> results =
          pool.map(
              ProgramExecutors.inputs(3),
              x -> {
                caller.interrupt();
                Thread.sleep(60_000);
                return x;
              });

      assertThatThrownBy(results::toList).isInstanceOf(JobCancelledException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void shouldMakeTheStateOfAWorkerOnceWhicheverThreadRunsIt() {
    AtomicInteger made = new AtomicInteger();
    try (Pool pool = Pool.on(Threads.using(Runnable::run, 1)).quiet()) {
      List<Integer> states =
          pool.over(ProgramExecutors.inputs(50))
              .map(made::incrementAndGet, (state, x) -> state)
              .toList();

      assertThat(states).containsOnly(1);
    }
  }
}
