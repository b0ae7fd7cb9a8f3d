package dev.headway;

import dev.headway.internal.run.GuardedListener;
import dev.headway.internal.run.InputSource;
import dev.headway.internal.run.JobExecutor;
import dev.headway.internal.run.Run;
import dev.headway.internal.scheduler.CallerRunsExecutor;
import dev.headway.internal.scheduler.ExecutorPool;
import dev.headway.internal.scheduler.OutputPrinter;
import dev.headway.internal.scheduler.WorkerPool;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.View;
import dev.headway.work.Backend;
import dev.headway.work.TaskFunction;
import dev.headway.work.WorkerListener;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Owns workers and lends them to jobs. The backend says where they run: {@link
 * dev.headway.process.Processes}, {@link dev.headway.work.Threads}, {@link
 * dev.headway.work.Serial}, or Apache Spark by {@code headway-spark}.
 *
 * <pre>{@code
 * try (Pool pool = Pool.on(Processes.of(5))) {
 *   List<Integer> all = pool.map(inputs, Demo::slowAddOne).toList();
 * }
 * }</pre>
 *
 * <p>Workers start when there is work for them, and end when the pool is closed. They serve any
 * number of jobs, several at once if need be. A job shows a progress view that suits the
 * environment, such as a bar in a terminal: see {@link #quiet()} and {@link #withViews}.
 *
 * <p>A task may use its own pool: its thread works for that job meanwhile. Tasks of several pools
 * may wait for each other's jobs. While all workers of a pool are in tasks that wait, a task that
 * waits for this pool works in their place. When one of those goes on, the pool may run one task
 * more than it has workers for a while. One pool is faster there.
 *
 * <p>Safe for use by several threads. Making a pool costs nothing. A pool that is not closed does
 * not keep the process alive.
 */
public final class Pool implements AutoCloseable {
  private final PoolWorkers workers;

  /** Where jobs are shown; null for the display of the process, which is looked up when needed. */
  private final @Nullable Display display;

  private final List<ProgressListener> listeners;

  private Pool(PoolWorkers workers, @Nullable Display display, List<ProgressListener> listeners) {
    this.workers = workers;
    this.display = display;
    this.listeners = listeners;
  }

  /**
   * Makes a pool. Nothing starts yet.
   *
   * @param backend where tasks run
   * @return the pool, to be closed
   */
  public static Pool on(Backend backend) {
    WorkerListener printer = new OutputPrinter();
    Executor ofProgram = backend.executor();
    JobExecutor<Run<?, ?>> executor =
        backend.runsInCallersThread()
            ? new CallerRunsExecutor(backend, printer)
            : ofProgram != null
                ? new ExecutorPool(backend, ofProgram, printer)
                : new WorkerPool(backend, printer);
    return new Pool(new PoolWorkers(backend, executor), null, List.of());
  }

  /**
   * The same pool without a bar. A library that uses Headway inside calls this to hide the bar.
   *
   * @return a pool with the same workers; closing either closes both
   */
  public Pool quiet() {
    return on(Display.of());
  }

  /**
   * The same pool, shown by other views than the one that suits the environment.
   *
   * <pre>{@code
   * View percent = snapshot -> snapshot.rows().forEach(row -> System.err.println(row.fraction()));
   * pool.withViews(new BarView(), percent).map(files, Hash::sha256).toList();
   * }</pre>
   *
   * @param views what shows the progress
   * @return a pool with the same workers; closing either closes both
   */
  public Pool withViews(View... views) {
    return on(Display.of(views));
  }

  /**
   * The same pool on another display, which other jobs and loops may share.
   *
   * @param other where the jobs of the pool are shown
   * @return a pool with the same workers; closing either closes both
   */
  public Pool on(Display other) {
    return new Pool(workers, other, listeners);
  }

  /**
   * The same pool with one more listener, which receives each event of each job.
   *
   * <pre>{@code
   * AtomicLong retries = new AtomicLong();
   * Pool counted = pool.withListener(event -> {
   *   if (event instanceof ProgressEvent.TaskRetried) retries.incrementAndGet();
   * });
   * }</pre>
   *
   * @param listener called in order for each job, by the thread that asks for results, by worker
   *     threads, or by the thread that cancels. Once it has thrown, which is logged, it is not
   *     called again
   * @return a pool with the same workers; closing either closes both
   */
  public Pool withListener(ProgressListener listener) {
    List<ProgressListener> more = new ArrayList<>(listeners);
    more.add(new GuardedListener(listener));
    return new Pool(workers, display, List.copyOf(more));
  }

  /**
   * The number of tasks that can run at once.
   *
   * @return at least 1
   */
  public int workers() {
    return workers.executor().count();
  }

  /**
   * A job over a collection, or over anything else that can be iterated.
   *
   * @param <A> the type of the inputs
   * @param inputs read lazily, by one thread at a time, as far as the job's window allows
   * @return a job with default settings
   */
  public <A extends @Nullable Object> Job<A> over(Iterable<? extends A> inputs) {
    return job(InputSource.of(inputs));
  }

  /**
   * A job over what an iterator yields, which may have no end.
   *
   * @param <A> the type of the inputs
   * @param inputs read lazily, by one thread at a time, as far as the job's window allows
   * @return a job with default settings, to be mapped once
   */
  public <A extends @Nullable Object> Job<A> over(Iterator<? extends A> inputs) {
    return job(InputSource.of(inputs));
  }

  /**
   * A job over the elements of a stream, which may have no end. The stream is closed with the run.
   *
   * <pre>{@code
   * try (Results<Integer, Boolean> results =
   *     pool.over(Stream.iterate(1, i -> i + 1)).map(Primes::isPrime)) {
   *   long primes = results.stream().limit(1000).filter(prime -> prime).count();
   * }
   * }</pre>
   *
   * @param <A> the type of the inputs
   * @param inputs read lazily, by one thread at a time, as far as the job's window allows
   * @return a job with default settings, to be mapped once
   */
  public <A extends @Nullable Object> Job<A> over(Stream<? extends A> inputs) {
    return job(InputSource.of(inputs));
  }

  private <A extends @Nullable Object> Job<A> job(InputSource<A> source) {
    Display chosen = display == null ? Display.standard() : display;
    return Job.over(source, workers, chosen, listeners);
  }

  /**
   * Applies a function to each element: results in the order of the inputs, default settings.
   *
   * @param <A> the type of the inputs
   * @param <B> the type of the results
   * @param inputs see {@link #over(Iterable)}
   * @param function what to apply
   * @return the results, which start when they are asked for
   * @throws IllegalArgumentException if the backend cannot run the function; the message says why
   * @throws dev.headway.work.WorkerStartException if it is known by now that no worker can start
   */
  public <A extends @Nullable Object, B extends @Nullable Object> Results<A, B> map(
      Iterable<? extends A> inputs, TaskFunction<? super A, ? extends B> function) {
    return this.<A>over(inputs).map(function);
  }

  /**
   * Applies a function to each element: results in the order of the inputs, default settings.
   *
   * @param <A> the type of the inputs
   * @param <B> the type of the results
   * @param inputs see {@link #over(Iterator)}
   * @param function what to apply
   * @return the results, which start when they are asked for
   * @throws IllegalArgumentException if the backend cannot run the function; the message says why
   * @throws dev.headway.work.WorkerStartException if it is known by now that no worker can start
   */
  public <A extends @Nullable Object, B extends @Nullable Object> Results<A, B> map(
      Iterator<? extends A> inputs, TaskFunction<? super A, ? extends B> function) {
    return this.<A>over(inputs).map(function);
  }

  /**
   * Applies a function to each element: results in the order of the inputs, default settings.
   *
   * @param <A> the type of the inputs
   * @param <B> the type of the results
   * @param inputs see {@link #over(Stream)}
   * @param function what to apply
   * @return the results, which start when they are asked for
   * @throws IllegalArgumentException if the backend cannot run the function; the message says why
   * @throws dev.headway.work.WorkerStartException if it is known by now that no worker can start
   */
  public <A extends @Nullable Object, B extends @Nullable Object> Results<A, B> map(
      Stream<? extends A> inputs, TaskFunction<? super A, ? extends B> function) {
    return this.<A>over(inputs).map(function);
  }

  /**
   * Closes the results that are still open, ends the workers and waits for them. It waits a second
   * for tasks that go on, and a few seconds for the workers. It waits longer while worker processes
   * print and no program reads it. A second call ends what is left, if anything is.
   */
  @Override
  public void close() {
    workers.executor().close();
  }

  @Override
  public String toString() {
    return "Pool on " + ControlEscapes.value(workers.backend(), ControlEscapes.MAX_LENGTH);
  }
}
