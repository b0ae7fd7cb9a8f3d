package dev.headway.work;

import dev.headway.internal.time.HelperThreads;
import dev.headway.internal.time.ProgramTime;
import dev.headway.internal.time.Timer;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread whose task runs for too long, and never the task after it. While the thread
 * waits for a reader of its output, the time of its task stands still. One timer serves all tasks
 * of a worker: when it is due, it checks the task that runs then.
 */
final class TaskTimer {
  /**
   * The shortest and the longest time between two checks; else a task is checked about ten times.
   */
  private static final long MIN_INTERVAL_NANOS = 100_000_000;

  private static final long MAX_INTERVAL_NANOS = 500_000_000;

  private final Executor executor;
  private final WorkerListener listener;
  private final ProgramTime time = ProgramTime.ofProcess();

  // Guarded by this.
  private @Nullable Timer pending;
  private long dueAt;
  private long checks;
  private long task;

  // Of the task that runs, guarded by this unless said otherwise.
  private @Nullable Thread runner;
  private long interval;
  private long checkedAt;
  private long remaining;
  private boolean wasHeldUp;
  private volatile boolean timedOut; // Written under this.

  private volatile long heldUp; // Written under this, read while an interrupt takes its time.

  /**
   * Makes a timer that is not started.
   *
   * @param executor runs the checks
   * @param listener knows whether a thread waits for a reader of its output
   */
  TaskTimer(Executor executor, WorkerListener listener) {
    this.executor = executor;
    this.listener = listener;
  }

  /** Starts the time of a task of the calling thread. */
  synchronized void start(Duration limit) {
    runner = Thread.currentThread();
    task++;
    checkedAt = time.nanoTime();
    remaining = limit.toNanos();
    interval = Math.min(MAX_INTERVAL_NANOS, Math.max(MIN_INTERVAL_NANOS, remaining / 10));
    heldUp = 0;
    wasHeldUp = false;
    scheduleCheck(checkedAt);
  }

  /** Schedules the next check, unless one is due before. */
  private void scheduleCheck(long now) {
    long next = checkedAt + Math.min(remaining, interval);
    if (pending != null && dueAt - next <= 0) {
      return;
    }
    cancelCheck();
    long number = checks;
    dueAt = next;
    pending = Timer.start(executor, next - now, () -> check(number));
  }

  private void cancelCheck() {
    checks++;
    if (pending != null) {
      pending.cancel();
      pending = null;
    }
  }

  private void check(long number) {
    Thread checkedThread;
    long checkedTask;
    synchronized (this) {
      checkedThread = runner;
      checkedTask = task;
    }
    // Not under the lock, for which the task may wait.
    boolean isHeldUp = checkedThread != null && listener.isHeldUp(checkedThread);
    synchronized (this) {
      if (number != checks) {
        return;
      }
      pending = null;
      if (runner == null) {
        return;
      }
      long now = time.nanoTime();
      if (task == checkedTask) {
        account(now, isHeldUp);
      }
      if (remaining > 0) {
        scheduleCheck(now);
      } else {
        interruptOnOwnThread();
      }
    }
  }

  private synchronized void account(long now, boolean isHeldUp) {
    if (isHeldUp || wasHeldUp) {
      heldUp += now - checkedAt;
    } else {
      remaining -= now - checkedAt;
    }
    checkedAt = now;
    wasHeldUp = isHeldUp;
  }

  /**
   * Interrupts on a new thread, since an interrupt closes the channel that its thread waits for,
   * and that may take long.
   */
  private void interruptOnOwnThread() {
    long late = task;
    try {
      HelperThreads.daemon("headway-interrupt-", () -> interrupt(late)).start();
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      interrupt(late);
    }
  }

  private synchronized void interrupt(long late) {
    if (task == late && runner != null) {
      timedOut = true;
      runner.interrupt();
    }
  }

  /** Returns for how long the running task was held up, as far as the checks have seen. */
  Duration heldUp() {
    return Duration.ofNanos(heldUp);
  }

  /** Returns true if the running task was interrupted, since its time had run out. */
  boolean isLate() {
    return timedOut;
  }

  /** Ends the time of the calling thread's task. Returns true if it had run out. */
  synchronized boolean stop() {
    runner = null;
    boolean late = timedOut;
    if (late) {
      timedOut = false;
      Thread.interrupted(); // It was meant for the task that has ended.
    }
    return late;
  }

  synchronized void close() {
    cancelCheck();
  }
}
