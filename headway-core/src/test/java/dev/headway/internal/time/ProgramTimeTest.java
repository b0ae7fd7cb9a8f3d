package dev.headway.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgramTimeTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;

  private long raw = -5 * SECOND;
  private long cpu = 40 * SECOND;
  private final ProgramTime time = new ProgramTime(() -> raw, () -> cpu, 2);

  /** The process runs, and its clock is looked at twenty times a second. */
  private void run(long nanos) {
    for (long end = raw + nanos; raw < end; ) {
      raw += 50 * MILLI;
      cpu += 100 * MILLI;
      time.check();
    }
  }

  @Test
  void shouldBeTheMachinesClockWhileNothingStops() {
    time.begin();
    long begin = time.nanoTime();
    run(3 * SECOND);
    raw += MILLI;
    assertThat(time.nanoTime() - begin).isEqualTo(3 * SECOND + MILLI);
  }

  @Test
  void shouldSeeNoStopWhileNobodyHoldsIt() {
    time.check(); // Of a reading that had found it held.
    long before = time.nanoTime();
    raw += 10 * SECOND;
    assertThat(time.nanoTime() - before).isEqualTo(10 * SECOND);
  }

  @Test
  void shouldNotCountAStop() {
    time.begin();
    run(SECOND);
    long before = time.nanoTime();
    raw += 3600 * SECOND;
    assertThat(time.nanoTime() - before).isBetween(0L, 100 * MILLI);
    run(SECOND);
    assertThat(time.nanoTime() - before).isBetween(SECOND, SECOND + 100 * MILLI);
  }

  @Test
  void shouldNeverRunBackwards() {
    time.begin();
    long last = time.nanoTime();
    for (long pause = MILLI; pause < 10 * SECOND; pause = pause * 3 / 2) {
      raw += pause;
      long now = time.nanoTime();
      assertThat(now).isGreaterThanOrEqualTo(last);
      last = now;
    }
  }

  @Test
  void shouldCountAPauseInWhichTheProcessTookCpuTime() {
    time.begin();
    run(SECOND);
    long before = time.nanoTime();
    raw += 4 * SECOND;
    cpu += 4 * SECOND; // One thread collects garbage.
    assertThat(time.nanoTime() - before).isEqualTo(4 * SECOND);
  }

  @Test
  void shouldCountAStopThatIsShort() {
    time.begin();
    long before = time.nanoTime();
    raw += 400 * MILLI;
    assertThat(time.nanoTime() - before).isEqualTo(400 * MILLI);
  }

  @Test
  void shouldSeeNoStopWhereOnlyTheClockIsNotLookedAt() {
    long before = time.nanoTime();
    raw += 60 * SECOND;
    assertThat(time.nanoTime() - before).isEqualTo(60 * SECOND);
  }

  @Test
  void shouldPlaceMomentsOfTheMachinesClock() {
    time.begin();
    long begin = raw;
    run(SECOND);
    long stopped = raw;
    raw += 10 * SECOND;
    run(SECOND);
    long middle = raw;
    raw += 20 * SECOND;
    run(SECOND);

    assertThat(time.at(stopped) - time.at(begin)).isEqualTo(SECOND);
    assertThat(time.at(middle) - time.at(begin)).isBetween(2 * SECOND, 2200 * MILLI);
    assertThat(time.at(stopped + 5 * SECOND) - time.at(stopped)).isBetween(0L, 100 * MILLI);
    assertThat(time.at(raw)).isEqualTo(time.nanoTime());
  }

  @Test
  void shouldPutOffATimerForAStop() {
    time.begin();
    Scheduled scheduled = new Scheduled();
    List<String> done = new ArrayList<>();
    Timer.start(time, scheduled, Runnable::run, 2 * SECOND, () -> done.add("rang"));
    assertThat(scheduled.delay).isEqualTo(2 * SECOND);

    run(SECOND);
    raw += 10 * SECOND;
    scheduled.next.run();
    assertThat(done).isEmpty();
    assertThat(scheduled.delay).isBetween(900 * MILLI, SECOND);

    run(SECOND);
    scheduled.next.run();
    assertThat(done).containsExactly("rang");
  }

  @Test
  void shouldLookByItselfWhileItIsHeld() throws Exception {
    AtomicReference<Thread> looking = new AtomicReference<>();
    ProgramTime held =
        new ProgramTime(
            System::nanoTime,
            () -> {
              looking.set(Thread.currentThread());
              return 0;
            },
            2);
    held.hold();
    while (looking.get() == null || looking.get() == Thread.currentThread()) {
      Thread.onSpinWait();
    }
    held.letGo();
    looking.get().join(TimeUnit.SECONDS.toMillis(60));
    assertThat(looking.get().isAlive()).isFalse();
  }

  /** Remembers what it is to do and does nothing by itself. */
  private static final class Scheduled extends ScheduledThreadPoolExecutor {
    private Runnable next = () -> {};
    private long delay;

    Scheduled() {
      super(0, Executors.defaultThreadFactory());
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long nanos, TimeUnit unit) {
      next = command;
      delay = unit.toNanos(nanos);
      return new Never();
    }
  }

  private static final class Never extends FutureTask<Void> implements ScheduledFuture<Void> {
    Never() {
      super((Callable<Void>) () -> null);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }
  }
}
