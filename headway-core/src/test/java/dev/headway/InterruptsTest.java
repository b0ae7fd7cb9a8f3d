package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headway.process.Patience;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.progress.Ticker;
import dev.headway.work.Outcome;
import dev.headway.work.Serial;
import dev.headway.work.Threads;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An interrupt reaches whom it is meant for, and nobody else. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptsTest {
  /** How long a pool waits for its threads: three seconds, less what is lost by rounding. */
  private static final long CLOSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2990);

  /** Has so many tasks run at the same time: needs as many live worker threads. */
  private static void meet(Pool pool, int workers) {
    CyclicBarrier all = new CyclicBarrier(workers);
    pool.map(IntStream.range(0, workers).boxed(), x -> all.await(60, TimeUnit.SECONDS)).toList();
  }

  @Test
  void shouldKeepHandlersThatWaitForTheSourceOfACancelledRun() {
    try (Pool pool = Pool.on(Threads.of(3)).quiet()) {
      meet(pool, 3);
      for (int round = 0; round < 5; round++) {
        CountDownLatch blocked = new CountDownLatch(1);
        AtomicInteger next = new AtomicInteger();
        Stream<Integer> source =
            Stream.generate(
                () -> {
                  if (next.get() == 1) {
                    blocked.countDown();
                    forever();
                  }
                  return next.getAndIncrement();
                });
        try (Results<Integer, Integer> results = pool.map(source, x -> x)) {
          assertThat(results.iterator().next()).isZero();
          await(blocked);
        }
      }
      meet(pool, 3);
    }
  }

  @Test
  void shouldNotLeakFromATaskToTheNextOne() {
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      List<Boolean> interrupted =
          pool.map(
                  IntStream.range(0, 3000).boxed(),
                  x -> {
                    boolean before = Thread.currentThread().isInterrupted();
                    Thread.currentThread().interrupt();
                    return before;
                  })
              .toList();

      assertThat(interrupted).hasSize(3000).containsOnly(false);
      assertThat(pool.map(List.of(1), x -> x + 1).toList()).containsExactly(2);
    }
  }

  @Test
  void shouldEndTheJobInsideATaskThatIsCancelled() throws Exception {
    List<Outcome<?, ?>> inner = new CopyOnWriteArrayList<>();
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      Results<Integer, Integer> outer =
          pool.map(
              List.of(1, 2),
              x -> {
                if (x == 1) {
                  return x;
                }
                try {
                  pool.map(
                          IntStream.range(0, 100).boxed(),
                          y -> {
                            running.countDown();
                            Thread.sleep(Long.MAX_VALUE);
                            return y;
                          })
                      .outcomes()
                      .forEach(inner::add);
                } catch (RuntimeException e) {
                  ended.complete(e);
                }
                return x;
              });
      assertThat(outer.iterator().next()).isEqualTo(1);
      await(running);
      outer.close();

      assertThat(ended.get(60, TimeUnit.SECONDS)).isInstanceOf(JobCancelledException.class);
      assertThat(((JobCancelledException) ended.get()).outcomes())
          .isNotEmpty()
          .allMatch(outcome -> outcome instanceof Outcome.Cancelled);
      assertThat(inner).as("no task of the inner job is to blame").isEmpty();
    }
  }

  @Test
  void shouldReachATaskBelowThePullOfAnotherJob() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch reached = new CountDownLatch(1);
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      Results<Integer, Integer> first =
          pool.map(
              List.of(1),
              x -> {
                pool.map(List.of(1, 2), y -> y).toList();
                running.countDown();
                try {
                  Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                  reached.countDown();
                }
                return x;
              });
      // It begins when the one worker thread reads the source of the other job.
      Results<Integer, Integer> second =
          pool.map(Stream.of(1).flatMap(x -> first.stream()), x -> x);
      Thread consumer =
          new Thread(() -> catchThrowableOfType(JobException.class, () -> second.toList()));
      consumer.start();
      await(running);
      first.close();

      await(reached);
      consumer.join();
    }
  }

  @Test
  void shouldNotKeepASourceFromBeingClosed() {
    AtomicInteger closed = new AtomicInteger();
    Stream<Integer> source = Stream.iterate(0, i -> i + 1).onClose(closed::incrementAndGet);
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      Results<Integer, Integer> results = pool.map(source, x -> x);
      results.iterator().next();
      Thread.currentThread().interrupt();
      results.close();

      assertThat(Thread.interrupted()).isTrue();
      // By the worker, if that still reads.
      Patience.until("the close of the source", () -> closed.get() > 0);
      assertThat(closed).hasValue(1);
    }
  }

  @Test
  void shouldNotKeepAPoolFromWaitingForItsThreads() throws Exception {
    for (int round = 0; round < 20; round++) {
      Set<Thread> workerThreads = ConcurrentHashMap.newKeySet();
      Pool pool = Pool.on(Threads.of(2)).quiet();
      CyclicBarrier all = new CyclicBarrier(2);
      pool.map(
              List.of(1, 2),
              x -> {
                workerThreads.add(Thread.currentThread());
                return all.await();
              })
          .toList();
      Thread.currentThread().interrupt();
      long begin = System.nanoTime();
      pool.close();

      assertThat(Thread.interrupted()).isTrue();
      if (System.nanoTime() - begin >= CLOSE_NANOS) { // It has given up, as on a busy machine.
        for (Thread thread : workerThreads) {
          Patience.join(thread);
        }
      }
      assertThat(workerThreads).hasSize(2).noneMatch(Thread::isAlive);
    }
  }

  @Test
  void shouldCancelASerialRunAndStayWithItsThread() {
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      Iterator<Integer> values =
          pool.map(
                  List.of(1, 2, 3),
                  x -> {
                    if (x == 2) {
                      Thread.currentThread().interrupt();
                      Thread.sleep(Long.MAX_VALUE);
                    }
                    return x;
                  })
              .iterator();
      assertThat(values.next()).isEqualTo(1);

      JobCancelledException thrown =
          catchThrowableOfType(JobCancelledException.class, values::next);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(thrown.outcomes()).containsExactly(new Outcome.Cancelled<>(1, 2, 0));
    }
  }

  @Test
  void shouldCountATaskOnceThatDoesNotHeedIt() {
    List<Row> rows = new CopyOnWriteArrayList<>();
    Display display = Display.manual(Ticker.system(), shown -> rows.addAll(shown.rows()));
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch stuck = new CountDownLatch(1);
    AtomicBoolean second = new AtomicBoolean();
    try (Pool pool = Pool.on(Threads.of(1)).on(display)) {
      Results<Integer, Integer> results =
          pool.<Integer>over(Stream.iterate(0, i -> i + 1))
              .window(100)
              .map(
                  x -> {
                    // Until batches have grown, so that the batch of the stuck task has others too.
                    if (x >= 64 && second.getAndSet(true)) {
                      stuck.countDown();
                      awaitStubbornly(release);
                    }
                    return x;
                  });
      Iterator<Integer> values = results.iterator();
      for (int i = 0; i < 32; i++) {
        values.next();
      }
      await(stuck);
      results.close();
      JobCancelledException thrown =
          catchThrowableOfType(JobCancelledException.class, values::next);
      release.countDown();

      Counts counts = rows.get(rows.size() - 1).counts();
      assertThat(counts.settled() + counts.cancelled()).isEqualTo(32 + thrown.outcomes().size());
      assertThat(counts.cancelled())
          .isEqualTo(
              thrown.outcomes().stream().filter(one -> one instanceof Outcome.Cancelled).count());
      assertThat(thrown.outcomes())
          .extracting(Outcome::index)
          .containsExactlyElementsOf(
              Stream.iterate(32L, i -> i + 1).limit(thrown.outcomes().size()).toList());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void forever() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.park();
    }
    throw new IllegalStateException("interrupted");
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

  @Test
  void shouldNotBeLostInAWeigher() {
    GuardedWeigher<Integer> weigher =
        new GuardedWeigher<>(
            input -> {
              throw new InterruptedException();
            });

    assertThat(weigher.applyAsLong(1)).isZero();
    assertThat(Thread.interrupted()).isTrue();
  }
}
