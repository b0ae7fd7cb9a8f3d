package dev.headway;

import dev.headway.internal.resume.JournalConfig;
import dev.headway.internal.run.InputSource;
import dev.headway.internal.run.JobConfig;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Unit;
import dev.headway.work.BoundFunction;
import dev.headway.work.StateFactory;
import dev.headway.work.StatefulFunction;
import dev.headway.work.TaskFunction;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One map over one source, before it runs: the source and the settings. Each setting returns a new
 * job; nothing starts before results are asked for.
 *
 * <pre>{@code
 * try (Results<Path, Thumbnail> done = pool.over(files)
 *     .named("thumbnails")
 *     .weighedBy(Files::size, Unit.BYTES)
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
  private final PoolWorkers workers;
  private final JobConfig<A> config;

  private Job(PoolWorkers workers, JobConfig<A> config) {
    this.workers = workers;
    this.config = config;
  }

  static <A extends @Nullable Object> Job<A> over(
      InputSource<A> source,
      PoolWorkers workers,
      Display display,
      List<ProgressListener> listeners) {
    return new Job<>(workers, JobConfig.of(source, display.live(), listeners));
  }

  /**
   * Gives the job a name, which is the label of its bar.
   *
   * @param name a few words
   * @return a job with this name
   */
  public Job<A> named(String name) {
    return with(draft -> draft.named(name));
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
   * @param weigher says once for each input how much work it is; 0 if it throws
   * @return a job with weights
   */
  public Job<A> weighedBy(Weigher<? super A> weigher) {
    return weighedBy(weigher, Unit.ITEMS);
  }

  /**
   * The same with the unit of the weights: {@code weighedBy(Files::size, Unit.BYTES)}.
   *
   * @param weigher as above
   * @param unit with {@link Unit#BYTES} the bar shows {@code 1.2/3.4 GB} in place of {@code 19/80}
   * @return a job with weights
   */
  public Job<A> weighedBy(Weigher<? super A> weigher, Unit unit) {
    return with(draft -> draft.weighedBy(new GuardedWeigher<A>(weigher), unit));
  }

  /**
   * Bounds the result buffer: how many inputs may have been taken from the source whose outcome was
   * not delivered. In an ordered job a slow input delays the delivery of those behind it; when the
   * window is full, workers wait for it. Without this setting the window holds 8,192 inputs for
   * each worker, and 65,536 in all, while less than half of the heap is used. Of more than 128
   * workers it holds 512 for each. If more of the heap is used, it is a few inputs for each worker.
   * Set it if inputs that the caller may never ask for must not be worked on.
   *
   * @param inputs at least 1; below the number of workers, some will be idle
   * @return a job with this window
   * @throws IllegalArgumentException if {@code inputs} is below 1 or above 1,048,576
   */
  public Job<A> window(int inputs) {
    return with(draft -> draft.window(inputs));
  }

  /**
   * Bounds the result buffer by weight too, such as bytes. An input is taken only while those that
   * were taken and not delivered weigh less than this. So one more may be among them. Without
   * {@link #weighedBy} each weighs 1.
   *
   * @param weight by {@link #weighedBy}, at least 1: {@code 256 << 20} for 256 MiB
   * @return a job with this bound
   * @throws IllegalArgumentException if {@code weight} is below 1
   */
  public Job<A> windowWeight(long weight) {
    return with(draft -> draft.windowWeight(weight));
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
    return with(draft -> draft.total(inputs));
  }

  /**
   * Declares what all inputs weigh together, where the source cannot tell: the lines of a file of
   * known size have a percentage then. Without {@link #weighedBy} it has no effect.
   *
   * <pre>{@code
   * pool.over(Files.lines(file))
   *     .weighedBy(line -> line.length() + 1)
   *     .totalWeight(Files.size(file))
   *     .map(String::strip);
   * }</pre>
   *
   * @param weight the expected sum of the weights, at least 0; when the source has ended, the true
   *     sum takes its place
   * @return a job with this total weight
   * @throws IllegalArgumentException if {@code weight} is negative
   */
  public Job<A> totalWeight(long weight) {
    return with(draft -> draft.totalWeight(weight));
  }

  /**
   * Says how many inputs were done before, for callers with records of their own: their source has
   * only the rest. They are a part of the total, and shown apart. They count neither in the speed
   * nor in the prediction.
   *
   * @param inputs how many, at least 0; they come on top of those of the source, and of {@link
   *     #total}
   * @return a job that begins there
   * @throws IllegalArgumentException if {@code inputs} is negative
   */
  public Job<A> alreadyDone(long inputs) {
    return alreadyDone(inputs, 0);
  }

  /**
   * The same for a job whose inputs have weights.
   *
   * @param inputs how many were done before, at least 0
   * @param weight what they weigh together, at least 0: a part of {@link #totalWeight}, and on top
   *     of the weights of a collection
   * @return a job that begins there
   * @throws IllegalArgumentException if one of the numbers is negative
   */
  public Job<A> alreadyDone(long inputs, long weight) {
    return with(draft -> draft.alreadyDone(inputs, weight));
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
    return with(draft -> draft.timeout(limit));
  }

  /**
   * Limits how many tasks start per second, as the service allows that they call. In any time of t
   * seconds at most n * t tasks start, and a tenth of n, or one, on top. Each attempt counts.
   *
   * <pre>{@code
   * pool.over(urls).perSecond(10).attempts(3).map(Page::fetch).outcomes();
   * }</pre>
   *
   * <p>No worker waits for its turn: workers are free for the other jobs of the pool meanwhile. The
   * bar names the limit while it keeps workers idle, and no predicted end is sooner than it allows.
   *
   * @param tasks how many, above 0; 0.5 is one in two seconds
   * @return a job with this limit
   * @throws IllegalArgumentException if {@code tasks} is not above 0, or no finite number
   */
  public Job<A> perSecond(double tasks) {
    return with(draft -> draft.perSecond(tasks));
  }

  /**
   * Tries a task again when it failed, timed out or crashed its worker. It waits for its turn
   * without a worker. It waits 0.1 seconds after the first attempt, then twice as long each time,
   * and not more than 30 seconds. Only the last attempt counts as an outcome; the bar shows how
   * many were repeated.
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
    return attempts(most, error -> true);
  }

  /**
   * Tries a task again when it did not succeed and another attempt may help. An error for which it
   * may not ends the task at once: then {@link dev.headway.work.Outcome#attempts()} is smaller than
   * {@code most}.
   *
   * <pre>{@code
   * pool.over(urls).attempts(3, error -> error instanceof IOException).map(Page::fetch).outcomes();
   * }</pre>
   *
   * @param most how often a task is tried in all, at least 1
   * @param retryable tells of the error of an attempt whether to try again; called by any worker
   *     thread, and only while attempts are left. If it throws, there is no further attempt
   * @return a job with this many attempts
   * @throws IllegalArgumentException if {@code most} is below 1
   */
  public Job<A> attempts(int most, Predicate<? super Throwable> retryable) {
    return with(draft -> draft.retries = draft.retries.with(most, retryable));
  }

  /**
   * Sets how long a task waits for its next attempt, in place of 0.1 seconds that double each time.
   *
   * <pre>{@code
   * pool.over(urls).attempts(5).backoff(attempt -> Duration.ofSeconds(attempt)).map(Page::fetch);
   * }</pre>
   *
   * @param pause the pause after the attempt of a number, which is 1 for the first; called by any
   *     worker thread. If it throws or gives null, the usual pause takes its place
   * @return a job with these pauses
   */
  public Job<A> backoff(IntFunction<Duration> pause) {
    return with(draft -> draft.retries = draft.retries.with(pause));
  }

  /**
   * Records what is done in a file, and does not do again what is recorded there.
   *
   * <pre>{@code
   * pool.over(files).journal(Journal.at(path)).map(Hash::sha256).toList();
   * }</pre>
   *
   * @param journal where, and how
   * @return a job with this journal. Asking for its results throws a {@link
   *     dev.headway.work.JournalException} if the file cannot be used. It throws an {@link
   *     IllegalArgumentException} if its inputs need a {@linkplain Journal#key key}
   */
  public Job<A> journal(Journal<? super A> journal) {
    JournalConfig<? super A> kept = journal.config();
    return with(draft -> draft.journal = kept);
  }

  /**
   * Begins with the inputs that took longest before, as the {@link #journal} tells: so none of them
   * is left over when all others have ended. Inputs of which it tells nothing come first. Results
   * are delivered as they complete, but {@code toList()} has them in the order of the inputs.
   *
   * @return a job in this order. It needs a journal and a collection: without them, asking for its
   *     results throws an {@link IllegalArgumentException}
   */
  public Job<A> longestFirst() {
    return with(draft -> draft.longestFirst = true);
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
    workers.backend().check(function);
    return new Results<>(config, function, workers);
  }

  /**
   * Applies a function that is given the state of its worker. The state is made once per worker and
   * kept for all its tasks. It is closed with the worker if it is {@link AutoCloseable}.
   *
   * <pre>{@code
   * pool.over(files).map(() -> Model.load(path), (model, file) -> model.score(file)).toList();
   * }</pre>
   *
   * @param <S> the type of the state, which is never serialized
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
    return new Job<>(workers, config.with(change));
  }
}
