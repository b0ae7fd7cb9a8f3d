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
  private static final long SHORTEST_LOOK = 100_000_000;

  private static final long MAX_LOOK = 500_000_000;

  private final Executor lookers;
  private final WorkerListener listener;
  private final ProgramTime time = ProgramTime.ofProcess();

  // Guarded by this.
  private @Nullable Timer pending;
  private long dueAt;
  private long looks;
  private long task;

  // Of the task that runs, guarded by this.
  private @Nullable Thread runner;
  private long between;
  private long lookedAt;
  private long rest;
  private boolean wasHeldUp;
  private boolean rang;

  private volatile long heldUp; // Written under this, read while an interrupt takes its time.

  /**
   * An alarm that is not set.
   *
   * @param lookers whose thread looks after the task
   * @param listener who knows whether a thread is held up
   */
  TaskTimer(Executor lookers, WorkerListener listener) {
    this.lookers = lookers;
    this.listener = listener;
  }

  /** The calling thread begins a task. */
  synchronized void set(Duration limit) {
    runner = Thread.currentThread();
    task++;
    lookedAt = time.nanoTime();
    rest = limit.toNanos();
    between = Math.min(MAX_LOOK, Math.max(SHORTEST_LOOK, rest / 10));
    heldUp = 0;
    wasHeldUp = false;
    lookLater(lookedAt);
  }

  /** Sees to it that the task that runs is looked at in time. */
  private void lookLater(long now) {
    long next = lookedAt + Math.min(rest, between);
    if (pending != null && dueAt - next <= 0) {
      return;
    }
    cancelLook();
    long mine = looks;
    dueAt = next;
    pending = Timer.start(lookers, next - now, () -> check(mine));
  }

  private void cancelLook() {
    looks++;
    if (pending != null) {
      pending.cancel();
      pending = null;
    }
  }

  private void check(long number) {
    Thread seen;
    long itsTask;
    synchronized (this) {
      seen = runner;
      itsTask = task;
    }
    // Not under the lock, for which the task waits.
    boolean isHeldUp = seen != null && listener.isHeldUp(seen);
    synchronized (this) {
      if (number != looks) {
        return;
      }
      pending = null;
      if (runner == null) {
        return;
      }
      long now = time.nanoTime();
      if (task == itsTask) {
        count(now, isHeldUp);
      }
      if (rest > 0) {
        lookLater(now);
      } else {
        ringElsewhere();
      }
    }
  }

  private synchronized void count(long now, boolean isHeldUp) {
    if (isHeldUp || wasHeldUp) {
      heldUp += now - lookedAt;
    } else {
      rest -= now - lookedAt;
    }
    lookedAt = now;
    wasHeldUp = isHeldUp;
  }

  /** An interrupt closes the channel that its thread waits for, which may take its time. */
  private void ringElsewhere() {
    long late = task;
    try {
      HelperThreads.daemon("headway-interrupt-", () -> ring(late)).start();
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      ring(late);
    }
  }

  private synchronized void ring(long late) {
    if (task == late && runner != null) {
      rang = true;
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
    boolean late = rang;
    if (late) {
      rang = false;
      Thread.interrupted(); // It was meant for the task that is over.
    }
    return late;
  }

  synchronized void close() {
    cancelLook();
  }
}
