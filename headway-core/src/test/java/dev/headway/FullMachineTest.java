package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.work.Backend;
import dev.headway.work.Claim;
import dev.headway.work.Threads;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the machine has no room for all workers, those that are up go on. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullMachineTest {
  private static final int WORKERS = 4;

  @Test
  void shouldGoOnWithTheWorkersThatAreUp() {
    Full backend = new Full(1, true);
    backend.failLate = true;
    try (Pool pool = Pool.on(backend).quiet()) {
      // Each run tries each missing worker once: what was scarce may be there again.
      for (int run = 1; run <= 3; run++) {
        assertThat(pool.map(IntStream.range(0, 500).boxed(), x -> x).toList()).hasSize(500);
        assertThat(backend.starts.get()).isBetween(1, 1 + run * (WORKERS - 1));
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
                    backend.failures.await();
                    return x;
                  })
              .toList();

      assertThat(results).containsExactly(0, 1, 2, 3);
      assertThat(backend.starts.get()).isEqualTo(WORKERS);
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
  void shouldGiveUpWhenNoWorkerIsUp() {
    try (Pool pool = Pool.on(new Full(0, true)).quiet()) {
      for (int run = 0; run < 2; run++) {
        assertThatThrownBy(() -> pool.map(IntStream.range(0, 100).boxed(), x -> x).toList())
            .isInstanceOf(JobException.class)
            .hasMessageContaining("Too many open files");
      }
    }
  }

  @Test
  void shouldGiveUpWhenTheLastWorkerCannotComeBack() {
    Full backend = new Full(1, true);
    backend.diesAt = 5;
    try (Pool pool = Pool.on(backend).quiet()) {
      assertThatThrownBy(() -> pool.map(IntStream.range(0, 100).boxed(), x -> x).toList())
          .isInstanceOf(JobException.class)
          .hasMessageContaining("Too many open files");
    }
  }

  @Test
  void shouldGiveUpWhenAWorkerIsBrokenThoughOthersAreUp() {
    Full backend = new Full(1, false);
    try (Pool pool = Pool.on(backend).quiet()) {
      assertThatThrownBy(
              () ->
                  pool.map(
                          List.of(0, 1),
                          x -> {
                            new CountDownLatch(1).await();
                            return x;
                          })
                      .toList())
          .isInstanceOf(JobException.class)
          .hasMessageContaining("Too many open files");
    }
  }

  @Test
  void shouldWarnOnceAndNotBeforeAWorkerIsUp() {
    Log log = new Log();
    Roster roster = new Roster(log);
    for (int number = 0; number < 4; number++) {
      roster.starting(number);
    }

    assertThat(roster.goesOnWithout(1, failure(1, true))).isTrue();
    assertThat(log.lines).isEmpty();
    roster.up(0);
    assertThat(roster.goesOnWithout(2, failure(2, true))).isTrue();
    assertThat(roster.goesOnWithout(3, failure(3, true))).isTrue();
    assertThat(log.lines)
        .singleElement()
        .asString()
        .contains("WARNING", "go on", "Worker 1", "Too many open files");
    assertThat(roster.goesOnWithout(0, failure(0, true))).isFalse();
    assertThat(log.lines).hasSize(1);
  }

  @Test
  void shouldGoOnWhenTheLogHasNoRoomEither() {
    Log log = new Log();
    log.broken = true;
    Roster roster = new Roster(log);
    roster.up(0);

    assertThat(roster.goesOnWithout(1, failure(1, true))).isTrue();
    log.broken = false;
    assertThat(roster.goesOnWithout(2, failure(2, true))).isTrue();
    assertThat(log.lines).hasSize(1);
  }

  private static WorkerStartException failure(int number, boolean scarce) {
    return new WorkerStartException("Worker " + number + ": Too many open files", null, scarce);
  }

  /** A machine that has room for so many workers. */
  private static final class Full implements Backend {
    final AtomicInteger room;
    final AtomicInteger starts = new AtomicInteger();
    final CountDownLatch first = new CountDownLatch(1);
    final CountDownLatch failures = new CountDownLatch(WORKERS - 1);
    final boolean scarce;
    volatile int diesAt = -1;

    /** Whether nobody fails before worker 0 begins. For jobs that have an input for each worker. */
    volatile boolean failLate;

    Full(int room, boolean scarce) {
      this.room = new AtomicInteger(room);
      this.scarce = scarce;
    }

    @Override
    public int workers() {
      return WORKERS;
    }

    @Override
    public Worker worker(int number, WorkerListener listener) {
      Worker performer = Threads.of(1).worker(number, listener);
      return new Worker() {
        private boolean up;
        private int claims;

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
          if (number >= room.get()) {
            failures.countDown();
            throw failure(number, scarce);
          }
          performer.prepare();
          up = true;
        }

        @Override
        public void perform(Claim<?, ?> claim) throws InterruptedException {
          if (claims++ == diesAt) {
            up = false;
            room.set(0);
            return; // What was not reported goes back.
          }
          performer.perform(claim);
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

  private static final class Log implements System.Logger {
    final List<String> lines = new CopyOnWriteArrayList<>();
    boolean broken;

    @Override
    public String getName() {
      return "test";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      if (broken) {
        throw new ExceptionInInitializerError("Too many open files");
      }
      lines.add(level + " " + message);
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object... parameters) {
      lines.add(level + " " + format);
    }
  }
}
