package dev.headway.work;

import dev.headway.time.ProgramTime;
import dev.headway.time.Timer;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread whose task runs for too long, and never the one that comes after it. While
 * the thread waits for whoever reads what it prints, the time of its task stands still. Has a
 * thread of its own, from the first task with a limit on.
 */
final class Alarm {
  /** It is looked about ten times in the time of a task, but not more and not less often. */
  private static final long SHORTEST_LOOK = 100_000_000;

  private static final long LONGEST_LOOK = 500_000_000;

  private final int worker;
  private final WorkerListener listener;
  private final ProgramTime time = ProgramTime.ofProcess();

  // Guarded by this.
  private @Nullable ScheduledThreadPoolExecutor timer;
  private @Nullable Timer pending;
  private long task;
  private boolean rang;

  // Of the task that runs, guarded by this.
  private long lookedAt;
  private long rest;
  private long heldUp;
  private boolean wasHeldUp;

  /**
   * An alarm that is not set.
   *
   * @param number of the worker, after which its thread is named
   * @param listener who knows whether a thread is held up
   */
  Alarm(int number, WorkerListener listener) {
    this.worker = number;
    this.listener = listener;
  }

  /** The calling thread begins a task. */
  synchronized void set(Duration limit) {
    Thread runner = Thread.currentThread();
    long mine = ++task;
    if (timer == null) {
      timer =
          new ScheduledThreadPoolExecutor(
              1,
              runnable -> {
                Thread thread = new Thread(runnable, "headway-alarm-" + worker);
                thread.setDaemon(true);
                return thread;
              });
      timer.setRemoveOnCancelPolicy(true);
    }
    lookedAt = time.nanoTime();
    rest = limit.toNanos();
    heldUp = 0;
    wasHeldUp = false;
    long between = Math.min(LONGEST_LOOK, Math.max(SHORTEST_LOOK, rest / 10));
    lookLater(timer, mine, runner, between);
  }

  private void lookLater(
      ScheduledThreadPoolExecutor threads, long mine, Thread runner, long between) {
    long nanos = Math.min(rest, between);
    pending = Timer.start(threads, nanos, () -> look(threads, mine, runner, between));
  }

  private void look(ScheduledThreadPoolExecutor threads, long mine, Thread runner, long between) {
    boolean isHeldUp = listener.isHeldUp(runner); // Not under the lock, for which the task waits.
    synchronized (this) {
      if (task != mine) {
        return;
      }
      long now = time.nanoTime();
      if (isHeldUp || wasHeldUp) {
        heldUp += now - lookedAt;
      } else {
        rest -= now - lookedAt;
      }
      lookedAt = now;
      wasHeldUp = isHeldUp;
      if (rest > 0) {
        lookLater(threads, mine, runner, between);
      } else {
        rang = true;
        runner.interrupt();
      }
    }
  }

  /** For how long the task that runs was held up, as far as it was seen. */
  synchronized Duration heldUp() {
    return Duration.ofNanos(heldUp);
  }

  /** The calling thread's task is over; true if its time was over before. */
  synchronized boolean stop() {
    task++;
    if (pending != null) {
      pending.cancel();
    }
    boolean late = rang;
    if (late) {
      rang = false;
      Thread.interrupted(); // It was meant for the task that is over.
    }
    return late;
  }

  synchronized void close() {
    if (timer != null) {
      timer.shutdownNow();
      timer = null;
    }
  }
}
