package dev.headway.work;

import dev.headway.internal.time.HelperThreads;
import dev.headway.internal.time.ProgramTime;
import dev.headway.internal.time.Timer;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread whose task runs for too long, and never the one that comes after it. While
 * the thread waits for whoever reads what it prints, the time of its task stands still. Has one
 * timer, which is not set anew for each task: it looks at the task that runs when it is due.
 */
final class TaskTimer {
  /** It is looked about ten times in the time of a task, but not more and not less often. */
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

  // Of the task that runs, guarded by this.
  private @Nullable Thread runner;
  private long interval;
  private long checkedAt;
  private long remaining;
  private boolean wasHeldUp;
  private boolean timedOut;

  private volatile long heldUp; // Written under this, read while an interrupt takes its time.

  /**
   * An alarm that is not set.
   *
   * @param lookers whose thread looks after the task
   * @param listener who knows whether a thread is held up
   */
  TaskTimer(Executor executor, WorkerListener listener) {
    this.executor = executor;
    this.listener = listener;
  }

  /** The calling thread begins a task. */
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

  /** Sees to it that the task that runs is looked at in time. */
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
    // Not under the lock, for which the task waits.
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

  /** An interrupt closes the channel that its thread waits for, which may take its time. */
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

  /** For how long the task that runs was held up, as far as it was seen. */
  Duration heldUp() {
    return Duration.ofNanos(heldUp);
  }

  /** The calling thread's task is over; true if its time was over before. */
  synchronized boolean stop() {
    runner = null;
    boolean late = timedOut;
    if (late) {
      timedOut = false;
      Thread.interrupted(); // It was meant for the task that is over.
    }
    return late;
  }

  synchronized void close() {
    cancelCheck();
  }
}
