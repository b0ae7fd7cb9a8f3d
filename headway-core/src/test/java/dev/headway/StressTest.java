package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.process.Patience;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.work.Backend;
import dev.headway.work.Outcome;
import dev.headway.work.Serial;
import dev.headway.work.TaskFunction;
import dev.headway.work.Threads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random jobs, ended in random ways: nothing hangs, nothing is lost, and nothing stays behind. */
@Tag("faults")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StressTest {
  private static final long SEED = 20_260_501L;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(4);

  private final Map<String, Row> ends = new ConcurrentHashMap<>();
  private final Set<Thread> runners = ConcurrentHashMap.newKeySet();

  @Test
  void shouldKeepItsPromisesWhateverHappens() throws Exception {
    long deadline = System.nanoTime() + NANOS;
    for (long seed = SEED; System.nanoTime() < deadline; seed++) {
      Random random = new Random(seed);
      Backend backend = random.nextInt(6) == 0 ? Serial.here() : Threads.of(1 + random.nextInt(8));
      Display display =
          Display.of(
              shown ->
                  shown.rows().stream()
                      .filter(row -> !row.label().isEmpty())
                      .forEach(row -> ends.merge(row.label(), row, StressTest::last)));
      ends.clear();
      runners.clear();
      Pool pool = Pool.on(backend).on(display);
      List<Trial> trials = new ArrayList<>();
      List<CompletableFuture<Void>> consumers = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        trials.add(new Trial(pool, random.nextLong()));
      }
      for (Trial trial : trials) {
        consumers.add(inThread(trial));
      }
      if (random.nextInt(4) == 0) {
        pool.close();
      }
      for (CompletableFuture<Void> consumer : consumers) {
        assertThat(consumer).as("seed %d", seed).succeedsWithin(60, TimeUnit.SECONDS);
      }
      pool.close();
      // close() and the last frame wait for a few seconds at most.
      Patience.until(
          "its threads, seed " + seed, () -> runners.stream().noneMatch(Thread::isAlive));
      Patience.until(
          "its last rows, seed " + seed,
          () -> ends.values().stream().noneMatch(row -> row.state() == Row.State.RUNNING));
      trials.forEach(Trial::checkLastRow);
    }
  }

  private static Row last(Row before, Row now) {
    assertThat(before.state()).as("one end").isEqualTo(Row.State.RUNNING);
    return now;
  }

  private static CompletableFuture<Void> inThread(Trial trial) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                trial.run();
                done.complete(null);
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  /** One random job, its consumer, and what it delivered. */
  private final class Trial {
    private final Pool pool;
    private final Random random;
    private final int size;
    private final int sourceFails;
    private final int stopAfter;
    private final int ending;
    private final int depth;
    private final boolean throwing;
    private final boolean ordered;
    private final String label;
    private Thread closer = new Thread();
    private boolean accounted;
    private final AtomicInteger taken = new AtomicInteger();
    private final List<Outcome<?, ?>> known = new ArrayList<>();

    Trial(Pool pool, long seed) {
      this.pool = pool;
      this.random = new Random(seed);
      this.label = Long.toString(seed);
      this.size = random.nextInt(4) == 0 ? random.nextInt(3000) : random.nextInt(60);
      this.sourceFails = random.nextInt(4) == 0 ? random.nextInt(size + 1) : -1;
      this.stopAfter = random.nextInt(3) == 0 ? random.nextInt(size + 1) : -1;
      this.ending = random.nextInt(4);
      this.depth = size <= 20 && random.nextInt(3) == 0 ? 2 : 0;
      this.throwing = random.nextBoolean();
      this.ordered = random.nextBoolean();
    }

    void run() throws Exception {
      Job<Integer> job = pool.over(source()).named(label);
      job = ordered ? job : job.unordered();
      job = random.nextBoolean() ? job.window(1 + random.nextInt(20)) : job;
      TaskFunction<Integer, Integer> function = x -> task(x, depth);
      Results<Integer, Integer> results = job.map(function);
      boolean whole = false;
      try {
        whole = consume(results);
      } catch (JobException e) {
        known.addAll(e.outcomes());
        accounted = true;
        Thread.interrupted();
      } catch (IllegalStateException e) {
        assertThat(e).hasMessageContaining("closed");
      } finally {
        results.close();
      }
      closer.join();
      check(whole);
    }

    /** Takes outcomes to the end, or ends the run midway; answers whether all were delivered. */
    private boolean consume(Results<Integer, Integer> results) {
      Iterator<Outcome<Integer, Integer>> outcomes = results.outcomes().iterator();
      while (outcomes.hasNext()) {
        if (known.size() == stopAfter) {
          switch (ending) {
            case 0 -> results.close();
            case 1 -> Thread.currentThread().interrupt();
            case 2 -> (closer = new Thread(results::close)).start();
            default -> {
              return false;
            }
          }
        }
        known.add(outcomes.next());
      }
      return true;
    }

    private void check(boolean whole) {
      List<Long> indices = known.stream().map(Outcome::index).toList();
      assertThat(new HashSet<>(indices)).as("each at most once").hasSameSizeAs(indices);
      if (ordered) {
        assertThat(indices).isSorted();
      }
      for (Outcome<?, ?> outcome : known) {
        assertThat(outcome.input()).isEqualTo((int) outcome.index());
        assertThat(outcome.error() instanceof InterruptedException).isFalse();
      }
      if (whole) {
        accounted = true;
        assertThat(indices).hasSize(size);
        assertThat(known).noneMatch(outcome -> outcome instanceof Outcome.Cancelled);
      }
      if (accounted) {
        assertThat(indices).as("one for each input that was taken").hasSize(taken.get());
      }
    }

    /** Once all threads are done with the run, its last row tells the same as its outcomes. */
    void checkLastRow() {
      Row row = ends.get(label);
      if (row != null && accounted) {
        assertThat(row.counts())
            .isEqualTo(
                new Counts(
                    count(Outcome.Success.class),
                    count(Outcome.Failure.class),
                    0,
                    0,
                    count(Outcome.Cancelled.class),
                    0));
      }
    }

    private long count(Class<?> kind) {
      return known.stream().filter(kind::isInstance).count();
    }

    private Iterator<Integer> source() {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          if (taken.get() == sourceFails) {
            throw new IllegalStateException("the source");
          }
          return taken.get() < size;
        }

        @Override
        public Integer next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          return taken.getAndIncrement();
        }
      };
    }

    private int task(int x, int depthLeft) throws Exception {
      Thread current = Thread.currentThread();
      if (current.isDaemon() && current.getName().startsWith("headway-worker-")) {
        runners.add(current);
      }
      int kind = Math.floorMod(x * 31 + size, 16);
      if (throwing && kind == 0) {
        throw new StackOverflowError();
      }
      if (kind == 1) {
        LockSupport.parkNanos(10_000);
      }
      if (depthLeft > 0 && kind % 4 == 2) {
        return pool.map(IntStream.range(0, 8).boxed(), y -> task(y + 1, depthLeft - 1))
            .toList()
            .size();
      }
      return x;
    }
  }
}
