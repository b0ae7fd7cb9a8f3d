package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.process.Patience;
import dev.headway.progress.Counts;
import dev.headway.work.Outcome;
import dev.headway.work.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs end though tasks of several pools wait for each other's jobs. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PoolsInCirclesTest {
  private static final int CASES = 200;

  private final ProgramExecutors executors = new ProgramExecutors();

  @AfterEach
  void shutDown() {
    executors.close();
  }

  /** A job on one of the pools, with a task for each part; a task without parts does nothing. */
  private record Work(int pool, List<Work> parts) {
    static Work random(Random random, int pools, int depth) {
      List<Work> parts = new ArrayList<>();
      for (int i = depth == 0 ? 0 : random.nextInt(4); i > 0; i--) {
        parts.add(random(random, pools, depth - 1));
      }
      return new Work(random.nextInt(pools), parts);
    }

    long count() {
      return 1 + parts.stream().mapToLong(Work::count).sum();
    }

    long perform(List<Pool> pools) {
      return 1
          + pools.get(pool).map(parts, part -> part.perform(pools)).toList().stream()
              .mapToLong(x -> x)
              .sum();
    }
  }

  @Test
  void shouldEndWhateverWaitsForWhat() throws Exception {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      Executor shared = executors.fixed(1 + random.nextInt(3));
      List<Pool> pools = new ArrayList<>();
      for (int i = 1 + random.nextInt(3); i >= 0; i--) {
        int workers = 1 + random.nextInt(2);
        pools.add(
            Pool.on(
                    switch (random.nextInt(3)) {
                      case 0 -> Threads.using(shared, workers);
                      case 1 -> Threads.using(executors.fixed(1 + random.nextInt(2)), workers);
                      default -> Threads.of(workers);
                    })
                .quiet());
      }
      List<Long> expected = new ArrayList<>();
      List<CompletableFuture<Long>> counts = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        Work work = Work.random(random, pools.size(), 4);
        expected.add(work.count());
        counts.add(inThread(() -> work.perform(pools)));
      }
      for (int i = 0; i < counts.size(); i++) {
        assertThat(counts.get(i))
            .as("job %d of seed %d", i, seed)
            .succeedsWithin(60, TimeUnit.SECONDS)
            .isEqualTo(expected.get(i));
      }
      pools.forEach(Pool::close);
      executors.close();
    }
  }

  private interface Counting {
    long count() throws Exception;
  }

  private static CompletableFuture<Long> inThread(Counting counting) {
    CompletableFuture<Long> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(counting.count());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  /** Each pool has one worker, whose task waits for a job of the next pool. */
  private static void assertCircleEnds(List<Pool> pools) throws Exception {
    CyclicBarrier all = new CyclicBarrier(pools.size());
    List<CompletableFuture<Long>> sums = new ArrayList<>();
    for (int i = 0; i < pools.size(); i++) {
      Pool own = pools.get(i);
      Pool next = pools.get((i + 1) % pools.size());
      sums.add(
          inThread(
              () ->
                  own.map(
                          List.of(0),
                          x -> {
                            all.await(60, TimeUnit.SECONDS); // Now no worker is free.
                            return ProgramExecutors.sum(next, 20);
                          })
                      .toList()
                      .get(0)));
    }
    for (CompletableFuture<Long> sum : sums) {
      assertThat(Patience.get(sum)).isEqualTo(190);
    }
    pools.forEach(Pool::close);
  }

  private static Pool on(Threads threads) {
    return Pool.on(threads).quiet();
  }

  @Test
  void shouldEndACircleOfTwo() throws Exception {
    assertCircleEnds(List.of(on(Threads.of(1)), on(Threads.of(1))));
  }

  @Test
  void shouldEndACircleOfThree() throws Exception {
    assertCircleEnds(List.of(on(Threads.of(1)), on(Threads.of(1)), on(Threads.of(1))));
  }

  @Test
  void shouldEndACircleOfExecutors() throws Exception {
    Executor shared = executors.fixed(4);
    assertCircleEnds(List.of(on(Threads.using(shared, 1)), on(Threads.using(shared, 1))));
    assertCircleEnds(
        List.of(
            on(Threads.using(executors.fixed(1), 1)),
            on(Threads.of(1)),
            on(Threads.using(shared, 1))));
  }

  /** A worker that stands in for others has counters of its own. */
  @Test
  void shouldCountWhatIsDoneInThePlaceOfOthers() throws Exception {
    int tasks = 200;
    try (Pool one = on(Threads.of(2));
        Pool other = on(Threads.of(2))) {
      List<Integer> inputs = IntStream.range(0, tasks).boxed().toList();
      Results<Integer, Long> results =
          one.map(inputs, x -> other.map(List.of(1, 2), y -> inside(one)).toList().get(0));
      long successes = 0;
      for (Outcome<Integer, Long> outcome : results.outcomes()) {
        successes += outcome instanceof Outcome.Success ? 1 : 0;
      }

      assertThat(successes).isEqualTo(tasks);
      assertThat(results.report().counts()).isEqualTo(new Counts(tasks, 0, 0, 0, 0, 0));
    }
  }

  private static long inside(Pool pool) {
    Results<Integer, Integer> results = pool.map(List.of(1, 2, 3), x -> x);
    assertThat(results.toList()).containsExactly(1, 2, 3);
    return results.report().counts().succeeded();
  }

  /** What stands in for others is no more at once than a worker of the pool. */
  @Test
  void shouldNotStandInForAWorkerThatRuns() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    try (Pool one = on(Threads.of(4));
        Pool other = on(Threads.of(1))) {
      List<Long> sums =
          one.map(
                  List.of(0, 1, 2, 3),
                  x ->
                      other
                          .map(
                              List.of(1, 2, 3),
                              y -> {
                                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                                begun.await(20, TimeUnit.MILLISECONDS);
                                running.decrementAndGet();
                                return (long) y;
                              })
                          .toList()
                          .stream()
                          .mapToLong(y -> y)
                          .sum())
              .toList();

      assertThat(sums).containsOnly(6L);
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void shouldEndATaskInThePlaceOfOthersWithTheTaskThatWaits() throws Exception {
    CyclicBarrier all = new CyclicBarrier(2);
    CountDownLatch interrupted = new CountDownLatch(1);
    try (Pool one = on(Threads.of(1));
        Pool other = on(Threads.of(1))) {
      CompletableFuture<Long> first =
          inThread(
              () ->
                  one.over(List.of(0))
                      .timeout(Duration.ofSeconds(1))
                      .map(
                          x -> {
                            all.await(60, TimeUnit.SECONDS);
                            return other.map(List.of(1), y -> endless(interrupted)).toList();
                          })
                      .outcomeStream()
                      .filter(outcome -> outcome instanceof Outcome.TimedOut)
                      .count());
      CompletableFuture<Long> second =
          inThread(
              () ->
                  other
                      .map(
                          List.of(0),
                          x -> {
                            all.await(60, TimeUnit.SECONDS);
                            return ProgramExecutors.sum(one, 3);
                          })
                      .toList()
                      .get(0));

      assertThat(Patience.get(first)).isEqualTo(1);
      assertThat(Patience.get(second)).isEqualTo(3);
      assertThat(interrupted.getCount()).isZero();
    }
  }

  private static int endless(CountDownLatch interrupted) throws InterruptedException {
    try {
      new CountDownLatch(1).await();
      return 0;
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
  }
}
