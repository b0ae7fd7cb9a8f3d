package dev.headway;

import dev.headway.internal.resume.RunJournal;
import dev.headway.internal.run.JobConfig;
import dev.headway.internal.run.Run;
import dev.headway.progress.Row;
import dev.headway.work.Outcome;
import dev.headway.work.TaskFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The results of a run, streamed as they are asked for. The run begins with the call of {@link
 * #iterator()}, {@link #stream()}, {@link #toList()} or one like them.
 *
 * <p>What a failure does follows from what is asked for:
 *
 * <ul>
 *   <li>Values, by {@link #iterator()}, {@link #stream()}, {@link #toList()}: the first failure
 *       that is delivered is thrown as a {@link TaskFailedException}. It carries the outcomes that
 *       were not delivered before. The rest is cancelled.
 *   <li>Outcomes, by {@link #outcomes()} or {@link #outcomeStream()}: each task gets its outcome,
 *       to the end. Failures are values.
 * </ul>
 *
 * <p>In either case, if the source throws, what was taken before is finished and delivered, and
 * then a {@link SourceFailedException} is thrown. If the waiting thread is interrupted, or the
 * results are closed by another thread, a {@link JobCancelledException} is thrown.
 *
 * <pre>{@code
 * try (Results<Path, String> results = pool.map(files, Hash::sha256)) {
 *   for (String hash : results) {
 *     if (hash.startsWith("00")) break;          // close() cancels the rest
 *   }
 * }
 * }</pre>
 *
 * <p>Results can be iterated over once, by one thread. Close them if you may stop early; closing
 * their pool closes them too. {@link #close()} may be called by any thread.
 *
 * @param <A> the type of the inputs
 * @param <B> the type of the results
 */
public final class Results<A extends @Nullable Object, B extends @Nullable Object>
    implements Iterable<B>, AutoCloseable {
  private final JobConfig<A> config;
  private final TaskFunction<? super A, ? extends B> function;
  private final PoolWorkers workers;
  private @Nullable Run<A, B> run; // Guarded by this.
  private boolean closed; // Guarded by this.

  Results(JobConfig<A> config, TaskFunction<? super A, ? extends B> function, PoolWorkers workers) {
    this.config = config;
    this.function = function;
    this.workers = workers;
  }

  /**
   * The values, in the order of the job. Can be asked for once.
   *
   * @return the values; its methods throw {@link JobException} as described above
   * @throws IllegalStateException if these results were asked for before, or closed
   */
  @Override
  public Iterator<B> iterator() {
    Run<A, B> started = start(inOrder());
    Iterator<Outcome<A, B>> outcomes = new OutcomeIterator<>(started);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return outcomes.hasNext();
      }

      @Override
      public B next() {
        return value(started, outcomes.next());
      }
    };
  }

  /**
   * What became of each task, in the order of the job. Can be asked for once.
   *
   * @return the outcomes; iterating throws {@link SourceFailedException}, {@link
   *     JobCancelledException} and what {@link #toList()} throws before a task runs, but nothing
   *     for a task that failed
   */
  public Iterable<Outcome<A, B>> outcomes() {
    return () -> new OutcomeIterator<>(start(inOrder()));
  }

  /**
   * All values, in the order of the job. Since all are kept, no worker waits for the order.
   *
   * @return a new list, which may hold nulls
   * @throws TaskFailedException if a task failed
   * @throws SourceFailedException if the source threw
   * @throws JobCancelledException if the thread was interrupted, or the results were closed
   * @throws JobException if the run was given up, as where no worker can be started
   * @throws dev.headway.work.JournalException if the journal of the job cannot be used
   * @throws IllegalArgumentException if the journal cannot tell the inputs apart, or the order of
   *     the job does not fit its source
   * @throws IllegalStateException if these results were asked for before, or closed, or the pool is
   */
  public List<B> toList() {
    return collect(start(asCompleted()));
  }

  private List<B> collect(Run<A, B> started) {
    List<Outcome<A, B>> all = new ArrayList<>();
    OutcomeIterator<A, B> outcomes = new OutcomeIterator<>(started);
    try {
      while (outcomes.hasNext()) {
        Outcome<A, B> outcome = outcomes.next();
        value(started, outcome);
        all.add(outcome);
      }
    } catch (JobException e) {
      throw e.after(new ArrayList<>(all));
    }
    if (config.ordered()) {
      all.sort(Comparator.comparingLong(Outcome::index));
    }
    List<B> values = new ArrayList<>(all.size());
    for (Outcome<A, B> outcome : all) {
      values.add(((Outcome.Success<A, B>) outcome).value());
    }
    return values;
  }

  /**
   * All values, once they are there. The run begins at once; a thread of its own waits for it.
   * {@link CompletableFuture#cancel Cancelling} the future cancels the run, as {@link #close()}
   * does. A task that needs results of its own pool asks for {@link #toList()}, which works
   * meanwhile. A task that waits for a future holds up its worker.
   *
   * <pre>{@code
   * CompletableFuture<List<String>> hashes = pool.map(files, Hash::sha256).toListAsync();
   * hashes.thenAccept(all -> all.forEach(System.out::println));
   * }</pre>
   *
   * @return a future of a new list, in the order of the job. It fails with what {@link #toList()}
   *     throws after the run has begun. What keeps the run from beginning is thrown here
   * @throws IllegalStateException if these results were asked for before, or closed
   * @throws OutOfMemoryError if the system has no more threads; the run is cancelled
   */
  public CompletableFuture<List<B>> toListAsync() {
    Run<A, B> started = start(asCompleted());
    return AsyncResult.of(() -> collect(started), this::close, AsyncResult::onOwnThread);
  }

  /**
   * What became of each task as a sequential stream, in the order of the job. Closing the stream
   * closes the results.
   *
   * <pre>{@code
   * try (Stream<Outcome<Path, String>> outcomes = pool.map(files, Hash::sha256).outcomeStream()) {
   *   long failed = outcomes.filter(one -> one.error() != null).count();
   * }
   * }</pre>
   *
   * @return a lazy stream; its terminal operation throws what iterating over {@link #outcomes()}
   *     does
   */
  public Stream<Outcome<A, B>> outcomeStream() {
    return lazyStream(outcomes());
  }

  /**
   * The values as a sequential stream, in the order of the job. Closing the stream closes the
   * results.
   *
   * <pre>{@code
   * try (Stream<String> hashes = pool.map(files, Hash::sha256).stream()) {
   *   long zeros = hashes.filter(hash -> hash.startsWith("00")).count();
   * }
   * }</pre>
   *
   * @return a lazy stream; its terminal operation throws what {@link #toList()} does
   */
  public Stream<B> stream() {
    return lazyStream(this);
  }

  private <T extends @Nullable Object> Stream<T> lazyStream(Iterable<T> elements) {
    int order = inOrder().ordered() ? Spliterator.ORDERED : 0;
    return StreamSupport.stream(
            () -> Spliterators.spliteratorUnknownSize(elements.iterator(), order), order, false)
        .onClose(this::close);
  }

  /**
   * The numbers of the run: what became of its tasks, how long it took, which tasks were slowest.
   * Can be asked for at any time after the first result was asked for, by any thread.
   *
   * @return the numbers at this moment; the final ones if the run is over
   * @throws IllegalStateException if nothing was asked for yet
   */
  public RunReport report() {
    Run<A, B> started;
    synchronized (this) {
      started = run;
    }
    if (started == null) {
      throw new IllegalStateException("These results were not asked for yet; nothing has run.");
    }
    return RunReport.of(started.report());
  }

  /**
   * How far the run is at this instant: the same numbers that a view is shown, and as exact. For a
   * service that is asked for the progress of its job.
   *
   * <pre>{@code
   * Row now = results.progress();
   * String text = now.counts().settled() + " of " + now.total() + ", " + now.state();
   * }</pre>
   *
   * <p>Can be asked for by any thread, at any time. Before the first result is asked for, nothing
   * has run. After the end of the run it is always the last row. What is not known is null: before
   * the run, weights are not added up yet, and only a declared {@link Job#totalWeight} is known.
   * The tasks pay nothing for it. It needs no view: a {@linkplain Pool#quiet() quiet} pool answers
   * too.
   *
   * @return the numbers; {@code id()} is 0 before the run has begun
   */
  public Row progress() {
    Run<A, B> started;
    boolean over;
    synchronized (this) {
      started = run;
      over = closed;
    }
    return started == null ? config.firstRow(workers.executor(), over) : started.progress();
  }

  /**
   * Ends the run: no further task starts, and running ones are interrupted. Undelivered results are
   * dropped, unless you keep iterating: then the {@link JobCancelledException} carries them. Waits
   * for the running tasks to notice, a second at most, and for views and listeners that are slow, a
   * few seconds at most. Does nothing if all is done.
   */
  @Override
  public void close() {
    Run<A, B> started;
    boolean again;
    synchronized (this) {
      again = closed;
      closed = true;
      started = run;
    }
    if (started != null) {
      started.cancel();
    } else if (!again) {
      config.source().closeSafely(); // A stream may hold a file, though no results were asked for.
    }
  }

  private JobConfig<A> inOrder() {
    return config.longestFirst() ? asCompleted() : config;
  }

  private JobConfig<A> asCompleted() {
    return config.with(draft -> draft.ordered = false);
  }

  private Run<A, B> start(JobConfig<A> chosen) {
    Run<A, B> started;
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("These results are closed.");
      }
      if (run != null) {
        throw new IllegalStateException(
            "These results were asked for before; map again to compute them again.");
      }
      started = open(chosen);
      run = started;
    }
    try {
      started.begin();
    } catch (RuntimeException | Error e) {
      started.abandon(); // Another run may use the journal then.
      throw e;
    }
    return started;
  }

  private Run<A, B> open(JobConfig<A> chosen) {
    TaskFunction<? super A, ? extends B> ofRun = workers.backend().functionOfRun(function);
    RunJournal<A, B> journal = openJournal(chosen);
    try {
      return new Run<>(chosen, ofRun, workers.executor(), journal);
    } catch (RuntimeException | Error e) { // As of a collection that cannot tell its size.
      if (journal != null) {
        journal.close();
      }
      throw e;
    }
  }

  private @Nullable RunJournal<A, B> openJournal(JobConfig<A> chosen) {
    if (chosen.journal() == null) {
      return null;
    }
    ClassLoader own = function.getClass().getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    boolean wrapped =
        own == Results.class.getClassLoader(); // A function of Headway around another.
    return chosen.openJournal(wrapped && context != null ? context : own);
  }

  private static <A extends @Nullable Object, B extends @Nullable Object> B value(
      Run<A, B> run, Outcome<A, B> outcome) {
    if (outcome instanceof Outcome.Success<A, B> success) {
      return success.value();
    }
    List<Outcome<?, ?>> known = new ArrayList<>(run.cancelAndCollect());
    known.add(outcome);
    known.sort(Comparator.comparingLong(Outcome::index));
    throw new TaskFailedException(outcome, known);
  }
}
