package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headway.work.Outcome;
import dev.headway.work.Threads;
import dev.headway.work.WorkerStartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pools on executors that belong to the program. */
@Timeout(120)
class ProgramExecutorsTest {
  private final List<ExecutorService> executors = new ArrayList<>();

  @AfterEach
  void shutDown() {
    executors.forEach(ExecutorService::shutdownNow);
  }

  private ExecutorService fixed(int threads) {
    AtomicInteger made = new AtomicInteger();
    return kept(
        Executors.newFixedThreadPool(
            threads, body -> new Thread(body, "mine-" + made.getAndIncrement())));
  }

  private <E extends ExecutorService> E kept(E executor) {
    executors.add(executor);
    return executor;
  }

  private static List<Integer> inputs(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static long sum(Pool pool, int count) {
    return pool.map(inputs(count), x -> (long) x).toList().stream().mapToLong(x -> x).sum();
  }

  @Test
  void shouldRunTasksOnTheThreadsOfTheExecutorAndLeaveItOpen() throws Exception {
    ExecutorService executor = fixed(2);
    CyclicBarrier both = new CyclicBarrier(2);
    Set<String> names = ConcurrentHashMap.newKeySet();
    try (Pool pool = Pool.on(Threads.using(executor, 2)).quiet()) {
      pool.map(
              inputs(20),
              x -> {
                both.await(60, TimeUnit.SECONDS);
                return names.add(Thread.currentThread().getName());
              })
          .toList();
    }

    // Where the executor is late, the consumer is one of the two.
    assertThat(names).anyMatch(name -> name.startsWith("mine-"));
    assertThat(names).isSubsetOf("mine-0", "mine-1", Thread.currentThread().getName());
    assertThat(executor.isShutdown()).isFalse();
    assertThat(executor.submit(() -> 7).get(60, TimeUnit.SECONDS)).isEqualTo(7);
  }

  @Test
  void shouldRunNoMoreTasksAtOnceThanItMay() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Pool pool = Pool.on(Threads.using(fixed(8), 2)).quiet()) {
      pool.map(
              inputs(200),
              x -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.yield();
                return running.decrementAndGet();
              })
          .toList();
    }

    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void shouldEndWithFewerThreadsThanWorkers() {
    try (Pool pool = Pool.on(Threads.using(fixed(1), 4)).quiet()) {
      assertThat(sum(pool, 1000)).isEqualTo(499_500);
      assertThat(sum(pool, 1000)).as("again").isEqualTo(499_500);
    }
  }

  /** As a method of a service that the same executor runs. */
  @Test
  void shouldEndWhenItsCallerHoldsTheOnlyThread() throws Exception {
    ExecutorService executor = fixed(1);
    try (Pool pool = Pool.on(Threads.using(executor, 4)).quiet()) {
      assertThat(executor.submit(() -> sum(pool, 100)).get(60, TimeUnit.SECONDS)).isEqualTo(4950);
    }
  }

  @Test
  void shouldEndWhenItsCallersHoldAllThreads() throws Exception {
    ExecutorService executor = fixed(3);
    CyclicBarrier all = new CyclicBarrier(3);
    try (Pool pool = Pool.on(Threads.using(executor, 2)).quiet()) {
      List<Future<Long>> callers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        callers.add(
            executor.submit(
                () -> {
                  all.await(60, TimeUnit.SECONDS);
                  return sum(pool, 100);
                }));
      }
      for (Future<Long> caller : callers) {
        assertThat(caller.get(60, TimeUnit.SECONDS)).isEqualTo(4950);
      }
    }
  }

  @Test
  void shouldEndJobsInsideOfTasksOfTheSamePool() {
    try (Pool pool = Pool.on(Threads.using(fixed(1), 2)).quiet()) {
      List<Long> sums = pool.map(inputs(5), x -> inside(pool, 2)).toList();

      assertThat(sums).containsOnly(25L);
    }
  }

  private static long inside(Pool pool, int depth) {
    return depth == 0
        ? 1
        : pool.map(inputs(5), x -> inside(pool, depth - 1)).toList().stream()
            .mapToLong(x -> x)
            .sum();
  }

  @Test
  void shouldEndJobsInsideOfTasksOfAnotherPoolOnTheSameExecutor() {
    for (ExecutorService executor : List.of(fixed(1), kept(new ForkJoinPool(2)))) {
      try (Pool outer = Pool.on(Threads.using(executor, 2)).quiet();
          Pool inner = Pool.on(Threads.using(executor, 2)).quiet()) {
        assertThat(outer.map(inputs(10), x -> sum(inner, 20)).toList()).containsOnly(190L);
      }
    }
  }

  @Test
  void shouldHoldNoThreadWhileThereIsNothingToDo() throws Exception {
    ExecutorService executor = fixed(1);
    try (Pool pool = Pool.on(Threads.using(executor, 1)).quiet();
        Results<Integer, Integer> results = pool.over(inputs(100)).window(2).map(x -> x)) {
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
  void shouldSayThatTheExecutorRefusesIt() {
    ExecutorService executor = fixed(1);
    executor.shutdown();
    try (Pool pool = Pool.on(Threads.using(executor, 2)).quiet()) {
      assertThatThrownBy(() -> sum(pool, 10))
          .isInstanceOf(JobException.class)
          .hasMessageContaining("Worker 0 could not be started: the executor refused it")
          .hasMessageContaining("not shut down")
          .cause()
          .isInstanceOf(WorkerStartException.class)
          .hasCauseInstanceOf(RejectedExecutionException.class);
    }
  }

  @Test
  void shouldGoOnWithTheWorkersThatTheExecutorTakes() {
    ExecutorService narrow =
        kept(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>()));
    try (Pool pool = Pool.on(Threads.using(narrow, 3)).quiet()) {
      assertThat(sum(pool, 2000)).isEqualTo(1_999_000);
    }
  }

  @Test
  void shouldEndWhereTheExecutorLetsTheCallerRun() {
    ExecutorService narrow =
        kept(
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
      assertThat(sum(pool, 2000)).isEqualTo(1_999_000);
      assertThat(sum(direct, 2000)).isEqualTo(1_999_000);
      assertThat(sum(never, 20)).as("the executor drops what it is given").isEqualTo(190);
    }
  }

  /** Where the consumer works, its interrupts are its own. */
  @Test
  void shouldKeepTheInterruptOfACallerThatRunsTasks() {
    Thread caller = Thread.currentThread();
    try (Pool pool = Pool.on(Threads.using(Runnable::run, 1)).quiet()) {
      Results<Integer, Integer> results =
          pool.map(
              inputs(3),
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
          pool.over(inputs(50)).map(made::incrementAndGet, (state, x) -> state).toList();

      assertThat(states).containsOnly(1);
    }
  }

  @Test
  @Tag("faults")
  void shouldGiveUpATaskThatHeedsNoInterrupt() {
    AtomicInteger release = new AtomicInteger();
    AtomicBoolean late = new AtomicBoolean(); // Then the consumer runs it, and none replaces that.
    Thread consumer = Thread.currentThread();
    ExecutorService executor = fixed(2);
    try (Pool pool = Pool.on(Threads.using(executor, 1)).quiet()) {
      List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
      pool.over(inputs(3))
          .timeout(Duration.ofMillis(100))
          .map(
              x -> {
                late.compareAndSet(false, x == 0 && Thread.currentThread() == consumer);
                while (x == 0 && release.get() == 0 && !late.get()) {
                  Thread.onSpinWait();
                }
                return x;
              })
          .outcomes()
          .forEach(outcomes::add);

      assertThat(outcomes.get(0)).matches(one -> late.get() || one instanceof Outcome.TimedOut);
      assertThat(outcomes.subList(1, 3)).allMatch(Outcome::succeeded);
      release.set(1);
      assertThat(sum(pool, 10)).isEqualTo(45);
    }
  }

  /** A retry is due while no thread waits for it. */
  @Test
  void shouldTryAgainWhileTheConsumerIsBusy() throws Exception {
    CountDownLatch again = new CountDownLatch(2);
    try (Pool pool = Pool.on(Threads.using(fixed(1), 1)).quiet();
        Results<Integer, Integer> results =
            pool.over(inputs(2))
                .attempts(2)
                .backoff(attempt -> Duration.ofMillis(20))
                .map(
                    x -> {
                      if (x == 1) {
                        again.countDown();
                        throw new IllegalStateException("again");
                      }
                      return x;
                    })) {
      assertThat(results.iterator().next()).isZero();
      assertThat(again.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldRunEachWorkerOnAVirtualThread() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21);
    ExecutorService executor =
        kept(
            (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
    CyclicBarrier all = new CyclicBarrier(50);
    try (Pool pool = Pool.on(Threads.using(executor, 50)).quiet()) {
      List<Integer> arrived = pool.map(inputs(50), x -> all.await(60, TimeUnit.SECONDS)).toList();

      assertThat(arrived).containsExactlyInAnyOrderElementsOf(inputs(50));
    }
  }

  @Test
  void shouldRunTasksOnThreadsThatAFactoryMakes() {
    ThreadGroup group = new ThreadGroup("of the program");
    try (Pool pool = Pool.on(Threads.madeBy(body -> new Thread(group, body), 2)).quiet()) {
      assertThat(
              pool.map(inputs(10), x -> Thread.currentThread().getThreadGroup() == group).toList())
          .containsOnly(true);
    }
  }

  @Test
  void shouldSayThatAFactoryMakesNoThread() {
    try (Pool none = Pool.on(Threads.madeBy(body -> null, 2)).quiet();
        Pool failing =
            Pool.on(
                    Threads.madeBy(
                        body -> {
                          throw new IllegalStateException("no more");
                        },
                        2))
                .quiet()) {
      assertThatThrownBy(() -> sum(none, 3))
          .isInstanceOf(WorkerStartException.class)
          .hasMessage("The thread factory made no thread");
      assertThatThrownBy(() -> sum(failing, 3))
          .isInstanceOf(WorkerStartException.class)
          .hasMessage("The thread factory failed: java.lang.IllegalStateException: no more");
    }
  }

  @Test
  void shouldGoOnWithTheThreadsThatAFactoryMakes() {
    AtomicInteger made = new AtomicInteger();
    try (Pool pool =
        Pool.on(Threads.madeBy(body -> made.getAndIncrement() == 0 ? new Thread(body) : null, 3))
            .quiet()) {
      assertThat(sum(pool, 1000)).isEqualTo(499_500);
    }
  }
}
