package dev.headway.work;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.time.HelperThreads;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
 * whole JVM. Choose worker processes for code that may crash or hang. What a task prints goes to
 * this JVM's streams.
 *
 * <p>Immutable. The pool's own threads start when there is work and end with their pool. They are
 * daemons. A program that has threads already lends them: see {@link #using} and {@link #madeBy}.
 */
public final class Threads implements Backend {
  private static final int MAX_ERROR_LENGTH = 1000;

  private static final int MAX = 1_000_000; // A job keeps numbers for each of them.

  private final int workers;
  private final String kind; // What they are called, without their number.

  /** Makes the threads; null for an executor, which has some. */
  private final @Nullable ThreadFactory factory;

  private final @Nullable Executor executor;
  private final @Nullable UnaryOperator<Runnable> decorator;

  /** Runs the time-outs of all workers on one thread. Not part of the description. */
  private final Executor timerExecutor = new HelperThreads(1, "headway-timeout-");

  private Threads(
      int workers,
      String kind,
      @Nullable ThreadFactory factory,
      @Nullable Executor executor,
      @Nullable UnaryOperator<Runnable> decorator) {
    if (workers < 1 || workers > MAX) {
      throw new IllegalArgumentException(
          "There must be 1 to " + MAX + " threads, not " + workers + ".");
    }
    this.workers = workers;
    this.kind = kind;
    this.factory = factory;
    this.executor = executor;
    this.decorator = decorator;
  }

  /**
   * Platform threads: for work that computes.
   *
   * @param workers how many tasks run at once
   * @return the backend
   * @throws IllegalArgumentException if {@code workers} is below 1 or above a million
   */
  public static Threads of(int workers) {
    return new Threads(workers, workers == 1 ? " thread" : " threads", null, null, null);
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
   * @throws IllegalArgumentException if {@code workers} is below 1 or above a million
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
    return new Threads(workers, " virtual threads", virtualThreads(), null, null);
  }

  /**
   * Threads of an executor that the program has already: one of Spring, a {@code ForkJoinPool}, one
   * that starts a virtual thread for each action.
   *
   * <pre>{@code
   * try (Pool pool = Pool.on(Threads.using(executor, 4))) {      // does not shut the executor down
   *   return pool.map(files, Thumbnail::render).toList();
   * }
   * }</pre>
   *
   * <p>Each worker is an action of the executor while there is work for it, and holds one thread
   * meanwhile. Close the pool before you shut the executor down. If the executor refuses a worker,
   * the job goes on with the others. Without any worker it ends with a {@link
   * WorkerStartException}.
   *
   * <p>No job hangs because the executor has fewer threads than there are workers, or none to
   * spare. If the executor has begun no worker for a second, the thread that asks for results runs
   * tasks itself. It does so at once if it runs a task of another pool. So a job may be inside of a
   * task of the same executor. What runs there can be interrupted, but never given up.
   *
   * @param executor runs the workers; never shut down by a pool
   * @param workers how many tasks run at once, at most
   * @return the backend
   * @throws IllegalArgumentException if {@code workers} is below 1 or above a million
   */
  public static Threads using(Executor executor, int workers) {
    Objects.requireNonNull(executor, "executor");
    String kind = workers == 1 ? " thread of an executor" : " threads of an executor";
    return new Threads(workers, kind, null, executor, null);
  }

  /**
   * Threads that a factory of the program makes, for their priority, group or class loader. A pool
   * has as many as it needs, and ends them. It gives them their names.
   *
   * <pre>{@code
   * ThreadFactory factory = body -> new Thread(group, body);
   * Pool pool = Pool.on(Threads.madeBy(factory, 8));
   * }</pre>
   *
   * @param factory makes unstarted threads; if they are no daemons, a pool that is not closed keeps
   *     the JVM alive
   * @param workers how many tasks run at once
   * @return the backend
   * @throws IllegalArgumentException if {@code workers} is below 1 or above a million
   */
  public static Threads madeBy(ThreadFactory factory, int workers) {
    Objects.requireNonNull(factory, "factory");
    String kind = workers == 1 ? " thread of a factory" : " threads of a factory";
    return new Threads(workers, kind, body -> thread(factory, body), null, null);
  }

  /** Asks a factory of the program for a thread, and says so if it gives none. */
  @SuppressWarnings("NullAway") // A ThreadFactory of the JDK may return null.
  private static Thread thread(ThreadFactory factory, Runnable body) {
    Thread thread;
    try {
      thread = factory.newThread(body);
    } catch (RuntimeException e) {
      String error = ControlEscapes.value(e, MAX_ERROR_LENGTH);
      throw new WorkerStartException("The thread factory failed: " + error, e, true);
    }
    if (thread == null) {
      throw new WorkerStartException("The thread factory made no thread", null, true);
    }
    return thread;
  }

  /**
   * Lets each task run inside of what a decorator makes of it. So the context of the thread that
   * asks for the results goes with the tasks. It may be the MDC of a logger, a trace, or who is
   * logged in.
   *
   * <pre>{@code
   * Threads traced = Threads.of(4).decoratedBy(task -> {
   *   String user = CURRENT_USER.get();                // on the thread that asks for the results
   *   return () -> {
   *     CURRENT_USER.set(user);                        // on the thread of the task
   *     try {
   *       task.run();
   *     } finally {
   *       CURRENT_USER.remove();
   *     }
   *   };
   * });
   * }</pre>
   *
   * <p>It has the form of Spring's {@code TaskDecorator}, of OpenTelemetry's {@code Context.wrap}
   * and of the constructor of Spring Security's {@code DelegatingSecurityContextRunnable}.
   *
   * <p>As each run begins, its thread calls the decorator twice for each worker. What the decorator
   * makes runs many tasks of the run, one after the other. What the task throws does not pass
   * through it. If it throws itself, or does not run its task, that task fails. A task that the
   * thread itself runs while it waits has no decorator around it: its context is there. A second
   * decorator stands around the first.
   *
   * @param decorator makes a runnable that calls the given one, once and on the same thread
   * @return a backend with this decorator
   */
  public Threads decoratedBy(UnaryOperator<Runnable> decorator) {
    Objects.requireNonNull(decorator, "decorator");
    UnaryOperator<Runnable> inner = this.decorator;
    UnaryOperator<Runnable> both =
        inner == null ? decorator : task -> decorator.apply(inner.apply(task));
    return new Threads(workers, kind, factory, executor, both);
  }

  @Override
  public int workers() {
    return workers;
  }

  @Override
  public Worker worker(int number, WorkerListener listener) {
    return new ThreadWorker(timerExecutor, listener);
  }

  @Override
  public <A extends @Nullable Object, B extends @Nullable Object> TaskFunction<A, B> functionOfRun(
      TaskFunction<A, B> function) {
    UnaryOperator<Runnable> around = decorator;
    // Twice: each worker may have given up a thread whose task goes on.
    return around == null
        ? function
        : new DecoratedTasks(around, (int) Math.min(Integer.MAX_VALUE, 2L * workers))
            .decorate(function);
  }

  @Override
  public @Nullable Executor executor() {
    return executor;
  }

  @Override
  public ThreadFactory threadFactory() {
    ThreadFactory own = factory;
    return own == null ? Backend.super.threadFactory() : own;
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
    return workers + kind;
  }
}
