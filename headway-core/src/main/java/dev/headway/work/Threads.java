package dev.headway.work;

import dev.headway.internal.time.HelperThreads;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * Threads of this JVM.
 *
 * <pre>{@code
 * try (Pool pool = Pool.on(Threads.of(8))) {
 *   List<Thumbnail> all = pool.map(files, Thumbnail::render).toList();
 * }
 * }</pre>
 *
 * <p>A task on a thread can be interrupted but not killed, and a crash of native code takes the
 * whole JVM: choose worker processes for code that may crash or hang. What a task prints goes to
 * this JVM's streams.
 *
 * <p>Immutable; the threads start when there is work and end with their pool. They are daemons.
 */
public final class Threads implements Backend {
  private final int workers;
  private final boolean virtual;

  /** Runs the time-outs of all workers on one thread. Not part of the description. */
  private final Executor timerExecutor = new HelperThreads(1, "headway-timeout-");

  private Threads(int workers, boolean virtual) {
    if (workers < 1) {
      throw new IllegalArgumentException("At least 1 thread is needed, not " + workers + ".");
    }
    this.workers = workers;
    this.virtual = virtual;
  }

  /**
   * Platform threads: for work that computes.
   *
   * @param workers how many tasks run at once
   * @return the backend
   * @throws IllegalArgumentException if {@code workers} is below 1
   */
  public static Threads of(int workers) {
    return new Threads(workers, false);
  }

  /**
   * As many platform threads as this JVM may use processors.
   *
   * @return the backend
   */
  public static Threads ofProcessors() {
    return of(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Virtual threads: for work that waits, thousands at once.
   *
   * @param workers how many tasks run at once
   * @return the backend
   * @throws IllegalArgumentException if {@code workers} is below 1
   * @throws UnsupportedOperationException if this JVM is older than 21 and has none
   */
  public static Threads virtual(int workers) {
    if (Runtime.version().feature() < 21) {
      throw new UnsupportedOperationException(
          "Virtual threads need Java 21 or later; this is Java "
              + Runtime.version().feature()
              + ". Use Threads.of("
              + workers
              + ") or run on a newer JDK.");
    }
    return new Threads(workers, true);
  }

  @Override
  public int workers() {
    return workers;
  }

  @Override
  public Worker worker(int number, WorkerListener listener) {
    return new ThreadWorker(false, timerExecutor, listener);
  }

  @Override
  public ThreadFactory threadFactory() {
    return virtual ? virtualThreads() : Backend.super.threadFactory();
  }

  /** {@code Thread.ofVirtual().factory()}, which Java 17 cannot name. */
  private static ThreadFactory virtualThreads() {
    try {
      Class<?> builder = Class.forName("java.lang.Thread$Builder");
      Object ofVirtual = Thread.class.getMethod("ofVirtual").invoke(null);
      return (ThreadFactory) builder.getMethod("factory").invoke(ofVirtual);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new UnsupportedOperationException("This JVM has no virtual threads.", e);
    }
  }

  @Override
  public String toString() {
    return workers + (virtual ? " virtual threads" : workers == 1 ? " thread" : " threads");
  }
}
