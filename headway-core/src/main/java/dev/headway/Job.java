package dev.headway;

import dev.headway.internal.run.InputSource;
import dev.headway.internal.run.JobConfig;
import dev.headway.internal.run.JobExecutor;
import dev.headway.internal.run.Run;
import dev.headway.progress.ProgressListener;
import dev.headway.work.BoundFunction;
import dev.headway.work.StateFactory;
import dev.headway.work.StatefulFunction;
import dev.headway.work.TaskFunction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One map over one source, before it runs: the source and the settings. Each setting returns a new
 * job; nothing starts before results are asked for.
 *
 * <pre>{@code
 * try (Results<Path, Thumbnail> done = pool.over(files)
 *     .named("thumbnails")
 *     .weighedBy(Files::size)
 *     .unordered()
 *     .map(Thumbnail::render)) {
 *   for (Outcome<Path, Thumbnail> one : done.outcomes()) { ... }
 * }
 * }</pre>
 *
 * <p>Immutable. A job over a collection or another repeatable {@link Iterable} may be mapped
 * several times; one over an iterator or a stream once.
 *
 * @param <A> the type of the inputs
 */
public final class Job<A extends @Nullable Object> {
  private final JobExecutor<Run<?, ?>> executor;
  private final FunctionCheck check;
  private final JobConfig<A> config;

  /** Refuses a function that the backend cannot run. */
  interface FunctionCheck {
    void check(TaskFunction<?, ?> function);
  }

  private Job(JobExecutor<Run<?, ?>> executor, FunctionCheck check, JobConfig<A> config) {
    this.executor = executor;
    this.check = check;
    this.config = config;
  }

  static <A extends @Nullable Object> Job<A> over(
      InputSource<A> source,
      JobExecutor<Run<?, ?>> executor,
      FunctionCheck check,
      Display display,
      List<ProgressListener> listeners) {
    return new Job<>(executor, check, JobConfig.of(source, display.live(), listeners));
  }

  /**
   * Gives the job a name, which is the label of its bar.
   *
   * @param name a few words
   * @return a job with this name
   */
  public Job<A> named(String name) {
    return with(draft -> draft.name = name);
  }

  /**
   * Delivers results as they complete, not in the order of the inputs. The bar counts completions
   * either way. {@code toList()} never waits for the order, so there it only changes the result.
   *
   * @return a job without order
   */
  public Job<A> unordered() {
    return with(draft -> draft.ordered = false);
  }

  /**
   * Measures progress by the weight of the inputs, and no longer by their number: by bytes for
   * files of all sizes. The weights of a collection are added up before the job starts; for other
   * sources the total is known when they end.
   *
   * @param weigher says how much work an input is, once for each; an input for which it throws
   *     weighs 0
   * @return a job with weights
   */
  public Job<A> weighedBy(Weigher<? super A> weigher) {
    Objects.requireNonNull(weigher, "weigher");
    return with(draft -> draft.weigher = input -> weight(weigher, input));
  }

  private static <A extends @Nullable Object> long weight(Weigher<A> weigher, A input) {
    try {
      return weigher.weigh(input);
    } catch (Throwable e) { // Errors too, as of a task: it costs the weight of this input alone.
      return 0; // As documented: what cannot be weighed has no share in the progress.
    }
  }

  /**
   * Bounds the result buffer: how many inputs may have been taken from the source whose outcome was
   * not delivered. In an ordered job a slow input delays the delivery of those behind it; when the
   * window is full, workers wait for it. Without this setting the window holds 8,192 inputs for
   * each worker, 65,536 at most, while less than half of the heap is used. Then it is a few inputs
   * for each worker. Set it if inputs that the caller may never ask for must not be worked on.
   *
   * @param inputs at least 1; below the number of workers, some will be idle
   * @return a job with this window
   * @throws IllegalArgumentException if {@code inputs} is below 1 or above 1,048,576
   */
  public Job<A> window(int inputs) {
    if (inputs < 1 || inputs > 1 << 20) {
      throw new IllegalArgumentException(
          "A window holds 1 to 1,048,576 inputs, not " + inputs + ".");
    }
    return with(draft -> draft.window = inputs);
  }

  /**
   * Declares how many inputs there will be, where the source cannot tell.
   *
   * @param inputs the expected number, at least 0; if it turns out wrong, the bar shows both
   *     numbers
   * @return a job with this total
   * @throws IllegalArgumentException if {@code inputs} is negative
   */
  public Job<A> total(long inputs) {
    if (inputs < 0) {
      throw new IllegalArgumentException("A total is at least 0, not " + inputs + ".");
    }
    return with(draft -> draft.total = inputs);
  }

  /**
   * Ends each task that runs for too long: its outcome is {@link dev.headway.work.Outcome.TimedOut
   * TimedOut}, and the other tasks are not affected. The clock starts when the task starts on its
   * worker. It stands still while the whole program is stopped, as by Ctrl-Z, and while the task
   * waits for a reader of its output.
   *
   * <pre>{@code
   * pool.over(urls).timeout(Duration.ofSeconds(30)).map(Page::fetch).outcomes();
   * }</pre>
   *
   * <p>A worker process is killed and replaced. A thread is interrupted. If its task does not end
   * within a second after that, the thread is given up and replaced, since threads cannot be
   * killed. Choose processes for code that ignores interrupts.
   *
   * @param limit how long one task may run, above 0
   * @return a job with this limit
   * @throws IllegalArgumentException if {@code limit} is not above 0
   */
  public Job<A> timeout(Duration limit) {
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException("A timeout is above 0, not " + limit + ".");
    }
    return with(draft -> draft.timeout = limit);
  }

  /**
   * Tries a task again when it failed, timed out or crashed its worker. It waits for its turn
   * without a worker: 0.1 seconds after the first attempt, then twice as long each time, and not
   * more than 30 seconds. Only the last attempt counts as an outcome; the bar shows how many were
   * repeated.
   *
   * <pre>{@code
   * pool.over(urls).attempts(3).map(Page::fetch).outcomes();
   * }</pre>
   *
   * @param most how often a task is tried in all, at least 1
   * @return a job with this many attempts
   * @throws IllegalArgumentException if {@code most} is below 1
   */
  public Job<A> attempts(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("A task is tried at least once, not " + most + " times.");
    }
    return with(draft -> draft.attempts = most);
  }

  /**
   * Applies a function to each input.
   *
   * @param <B> the type of the results
   * @param function what to apply; on worker processes it and what it captures must be serializable
   * @return the results, which start when they are asked for
   * @throws IllegalArgumentException if the backend cannot run the function; the message says why
   * @throws dev.headway.work.WorkerStartException if it is known by now that no worker can start
   */
  public <B extends @Nullable Object> Results<A, B> map(
      TaskFunction<? super A, ? extends B> function) {
    check.check(function);
    return new Results<>(config, function, executor);
  }

  /**
   * Applies a function that is given the state of its worker: something that is made once per
   * worker, kept for all its tasks, and closed with the worker if it is {@link AutoCloseable}.
   *
   * <pre>{@code
   * pool.over(files).map(() -> Model.load(path), (model, file) -> model.score(file)).toList();
   * }</pre>
   *
   * @param <S> the type of the state, which never travels
   * @param <B> the type of the results
   * @param state makes the state of a worker
   * @param function what to apply
   * @return the results, which start when they are asked for
   * @throws IllegalArgumentException if the backend cannot run the function; the message says why
   * @throws dev.headway.work.WorkerStartException if it is known by now that no worker can start
   */
  public <S extends @Nullable Object, B extends @Nullable Object> Results<A, B> map(
      StateFactory<S> state, StatefulFunction<? super S, ? super A, ? extends B> function) {
    return map(new BoundFunction<S, A, B>(state, function));
  }

  private Job<A> with(Consumer<JobConfig<A>.Draft> change) {
    return new Job<>(executor, check, config.with(change));
  }
}
