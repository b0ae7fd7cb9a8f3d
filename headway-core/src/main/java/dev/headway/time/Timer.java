package dev.headway.time;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does something once after a while of program time, so that a stop puts it off. */
public final class Timer {
  private final ProgramTime time;
  private final ScheduledExecutorService threads;
  private final long due;
  private final Runnable action;

  // Guarded by this.
  private boolean cancelled;
  private @Nullable Future<?> pending;

  private Timer(ProgramTime time, ScheduledExecutorService threads, long due, Runnable action) {
    this.time = time;
    this.threads = threads;
    this.due = due;
    this.action = action;
  }

  /**
   * Begins to wait.
   *
   * @param threads whose thread does it
   * @param nanos how long to wait, in program time
   * @param action what to do
   * @return the timer, which can be cancelled
   */
  public static Timer start(ScheduledExecutorService threads, long nanos, Runnable action) {
    return start(ProgramTime.ofProcess(), threads, nanos, action);
  }

  static Timer start(
      ProgramTime time, ScheduledExecutorService threads, long nanos, Runnable action) {
    Timer timer = new Timer(time, threads, time.nanoTime() + nanos, action);
    timer.await(nanos);
    return timer;
  }

  private synchronized void await(long nanos) {
    if (!cancelled) {
      pending = threads.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void look() {
    long rest = due - time.nanoTime();
    if (rest > 0) {
      await(rest);
    } else {
      action.run();
    }
  }

  /** The action is not wanted any more; it may have begun. */
  public synchronized void cancel() {
    cancelled = true;
    if (pending != null) {
      pending.cancel(false);
    }
  }
}
