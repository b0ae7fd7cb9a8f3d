package dev.headway.work;

import dev.headway.time.Timer;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread whose task runs for too long, and never the one that comes after it. Has a
 * thread of its own, from the first task with a limit on.
 */
final class Alarm {
  private final int worker;
  private @Nullable ScheduledThreadPoolExecutor timer; // Guarded by this.
  private @Nullable Timer pending; // Guarded by this.
  private long task; // Guarded by this.
  private boolean rang; // Guarded by this.

  /**
   * An alarm that is not set.
   *
   * @param number of the worker, after which its thread is named
   */
  Alarm(int number) {
    this.worker = number;
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
    pending = Timer.start(timer, limit.toNanos(), () -> ring(mine, runner));
  }

  private synchronized void ring(long mine, Thread runner) {
    if (task == mine) {
      rang = true;
      runner.interrupt();
    }
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
