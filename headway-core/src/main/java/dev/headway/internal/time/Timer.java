package dev.headway.internal.time;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does something once after a while of program time, so that a stop puts it off.
 *
 * <p>One thread of the process waits for all timers. It starts with the first timer and ends a
 * second after the last one. It only hands the actions on to other threads, so that no action holds
 * up another timer.
 */
public final class Timer {

  /** Made when it is first needed. */
  private static final class OfProcess {
    static final ScheduledThreadPoolExecutor WAITING = waiting();

    private static ScheduledThreadPoolExecutor waiting() {
      ScheduledThreadPoolExecutor one =
          new ScheduledThreadPoolExecutor(1, OfProcess::threadWithoutLoader);
      one.setKeepAliveTime(1, TimeUnit.SECONDS);
      one.allowCoreThreadTimeOut(true);
      one.setRemoveOnCancelPolicy(true);
      return one;
    }

    /** It serves all pools, and must not keep the class loader of the first. */
    private static Thread threadWithoutLoader(Runnable body) {
      Thread thread = HelperThreads.daemon("headway-timer-", body);
      thread.setContextClassLoader(null);
      return thread;
    }
  }

  /** Starts timers. */
  @FunctionalInterface
  public interface Starter {
    /**
     * Begins to wait.
     *
     * @param nanos how long to wait, in program time
     * @param action what to do
     * @return the timer, which can be cancelled
     * @throws OutOfMemoryError if it needs a thread and the system has no more
     */
    Timer start(long nanos, Runnable action);

    /**
     * Starts timers of this process.
     *
     * @param helpers whose threads do what is to do
     * @return the starter
     */
    static Starter on(Executor helpers) {
      return (nanos, action) -> Timer.start(helpers, nanos, action);
    }
  }

  private final ProgramTime time;
  private final ScheduledExecutorService waiting;
  private final Executor helpers;
  private final long due;
  private final Runnable action;

  // Guarded by this.
  private boolean cancelled;
  private @Nullable Future<?> pending;

  private Timer(
      ProgramTime time,
      ScheduledExecutorService waiting,
      Executor helpers,
      long due,
      Runnable action) {
    this.time = time;
    this.waiting = waiting;
    this.helpers = helpers;
    this.due = due;
    this.action = action;
  }

  /**
   * Begins to wait.
   *
   * @param helpers whose thread does it
   * @param nanos how long to wait, in program time
   * @param action what to do
   * @return the timer, which can be cancelled
   * @throws OutOfMemoryError if it needs a thread and the system has no more
   */
  public static Timer start(Executor helpers, long nanos, Runnable action) {
    return start(ProgramTime.ofProcess(), OfProcess.WAITING, helpers, nanos, action);
  }

  static Timer start(
      ProgramTime time,
      ScheduledExecutorService waiting,
      Executor helpers,
      long nanos,
      Runnable action) {
    Timer timer = new Timer(time, waiting, helpers, time.nanoTime() + nanos, action);
    try {
      timer.await(nanos);
    } catch (OutOfMemoryError e) { // It waits all the same, for the thread of a later timer.
      timer.cancel();
      throw e;
    }
    return timer;
  }

  private synchronized void await(long nanos) {
    if (!cancelled) {
      pending = waiting.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void check() {
    long rest = due - time.nanoTime();
    if (rest > 0) {
      await(rest);
      return;
    }
    try {
      helpers.execute(this::act);
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      act(); // It may hold up others; left undone, it might never end what holds the threads.
    }
  }

  private void act() {
    synchronized (this) {
      if (cancelled) {
        return;
      }
    }
    action.run();
  }

  /** The action is not wanted any more; it may have begun. */
  public synchronized void cancel() {
    cancelled = true;
    if (pending != null) {
      pending.cancel(false);
    }
  }
}
