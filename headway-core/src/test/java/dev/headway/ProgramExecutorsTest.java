package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headway.work.Outcome;
import dev.headway.work.Threads;
import dev.headway.work.WorkerStartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pools on executors that belong to the program. */
@Timeout(120)
class ProgramExecutorsTest {
  private final ProgramExecutors executors = new ProgramExecutors();

  @AfterEach
  void shutDown() {
    executors.close();
  }

  @Test
  void shouldRunTasksOnTheThreadsOfTheExecutorAndLeaveItOpen() throws Exception {
    ExecutorService executor = executors.fixed(2);
    CyclicBarrier both = new CyclicBarrier(2);
    Set<String> names = ConcurrentHashMap.newKeySet();
    try (Pool pool = Pool.on(Threads.using(executor, 2)).quiet()) {
      pool.map(
              ProgramExecutors.inputs(20),
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
    try (Pool pool = Pool.on(Threads.using(executors.fixed(8), 2)).quiet()) {
      pool.map(
              ProgramExecutors.inputs(200),
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
  void shouldSayThatTheExecutorRefusesIt() {
    ExecutorService executor = executors.fixed(1);
    executor.shutdown();
    try (Pool pool = Pool.on(Threads.using(executor, 2)).quiet()) {
      assertThatThrownBy(() -> ProgramExecutors.sum(pool, 10))
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
        executors.kept(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>()));
    try (Pool pool = Pool.on(Threads.using(narrow, 3)).quiet()) {
      assertThat(ProgramExecutors.sum(pool, 2000)).isEqualTo(1_999_000);
    }
  }

  @Test
  @Tag("faults")
  void shouldGiveUpATaskThatHeedsNoInterrupt() {
    AtomicInteger release = new AtomicInteger();
    AtomicBoolean late = new AtomicBoolean(); // Then the consumer runs it, and none replaces that.
    Thread consumer = Thread.currentThread();
    ExecutorService executor = executors.fixed(2);
    try (Pool pool = Pool.on(Threads.using(executor, 1)).quiet()) {
      List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
      pool.over(ProgramExecutors.inputs(3))
          .timeout(Duration.ofSeconds(5))
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
      assertThat(ProgramExecutors.sum(pool, 10)).isEqualTo(45);
    }
  }

  /** A retry is due while no thread waits for it. */
  @Test
  void shouldTryAgainWhileTheConsumerIsBusy() throws Exception {
    CountDownLatch again = new CountDownLatch(2);
    try (Pool pool = Pool.on(Threads.using(executors.fixed(1), 1)).quiet();
        Results<Integer, Integer> results =
            pool.over(ProgramExecutors.inputs(2))
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
        executors.kept(
            (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
    CyclicBarrier all = new CyclicBarrier(50);
    try (Pool pool = Pool.on(Threads.using(executor, 50)).quiet()) {
      List<Integer> arrived =
          pool.map(ProgramExecutors.inputs(50), x -> all.await(60, TimeUnit.SECONDS)).toList();

      assertThat(arrived).containsExactlyInAnyOrderElementsOf(ProgramExecutors.inputs(50));
    }
  }

  @Test
  void shouldRunTasksOnThreadsThatAFactoryMakes() {
    ThreadGroup group = new ThreadGroup("of the program");
    try (Pool pool = Pool.on(Threads.madeBy(body -> new Thread(group, body), 2)).quiet()) {
      assertThat(
              pool.map(
                      ProgramExecutors.inputs(10),
                      x -> Thread.currentThread().getThreadGroup() == group)
                  .toList())
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
      assertThatThrownBy(() -> ProgramExecutors.sum(none, 3))
          .isInstanceOf(WorkerStartException.class)
          .hasMessage("The thread factory made no thread");
      assertThatThrownBy(() -> ProgramExecutors.sum(failing, 3))
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
      assertThat(ProgramExecutors.sum(pool, 1000)).isEqualTo(499_500);
    }
  }
}
