package dev.headway.internal.scheduler;

import dev.headway.internal.time.HelperThreads;
import dev.headway.internal.time.Timer;
import dev.headway.progress.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Looks for work again once a task is due, for a pool without a thread that waits. Only the next
 * time is kept. Safe for use by several threads.
 */
final class DueTimer {
  private static final Ticker CLOCK = Ticker.system();

  /** A time that has come is no reason to look at once again: then all workers are busy. */
  private static final long MIN_NANOS = 1_000_000;

  private final Runnable look;
  private final Timer.Starter starter;

  // Guarded by this.
  private @Nullable Timer pending;
  private long dueAt;
  private boolean closed;

  DueTimer(Runnable look) {
    this(look, Timer.Starter.on(new HelperThreads(1, "headway-due-")));
  }

  DueTimer(Runnable look, Timer.Starter starter) {
    this.look = look;
    this.starter = starter;
  }

  /** Looks after this time at the latest; {@link Long#MAX_VALUE} if that is not needed. */
  synchronized void lookAfter(long nanos) {
    if (nanos == Long.MAX_VALUE || closed) {
      return;
    }
    long wait = Math.max(MIN_NANOS, nanos);
    long due = CLOCK.nanoTime() + wait;
    if (pending != null && dueAt - due <= 0) {
      return;
    }
    if (pending != null) {
      pending.cancel();
      pending = null;
    }
    try {
      pending = starter.start(wait, this::due);
      dueAt = due;
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      return; // The next call tries again, and a consumer that waits looks by itself.
    }
  }

  /** Looks no more, so that a long pause keeps nothing of a closed pool. */
  synchronized void close() {
    closed = true;
    if (pending != null) {
      pending.cancel();
    }
  }

  private void due() {
    synchronized (this) {
      pending = null;
    }
    look.run();
  }
}
