package dev.headway.internal.run;

import dev.headway.internal.resume.RunJournal;
import dev.headway.progress.Row;
import dev.headway.work.JournalException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run: when every task that was taken has an outcome, or before that. One thread decides how
 * it ends; others wait for it. Called by any thread.
 */
final class RunEnd<A extends @Nullable Object, B extends @Nullable Object> {
  private final RunContext<A, B> run;
  private final SourceReader<A> reader;
  private final @Nullable Long total;
  private final Runnable cancelTasks;
  private final Consumer<Boolean> leavePool;
  private final Runnable settle;
  private final BooleanSupplier isConsumedElsewhere;
  private final CompletionLatch completion = new CompletionLatch();

  private long takenAtCancel; // Used by the thread that cancels the run.

  /** The numbers of a cancelled run at its end: what ends later does not change them. */
  private volatile @Nullable RunNumbers finalNumbers;

  /**
   * @param total how many inputs there are; null if it is not known
   * @param cancelTasks asks the running tasks to end soon
   * @param leavePool tells the pool that the run needs no worker any more; it is given true if the
   *     journal stays open until the consumer is done, or the pool is closed
   * @param settle tells the consumer that every task has an outcome
   * @param isConsumedElsewhere tells whether another thread than the calling one is the consumer
   */
  RunEnd(
      RunContext<A, B> run,
      SourceReader<A> reader,
      @Nullable Long total,
      Runnable cancelTasks,
      Consumer<Boolean> leavePool,
      Runnable settle,
      BooleanSupplier isConsumedElsewhere) {
    this.run = run;
    this.reader = reader;
    this.total = total;
    this.cancelTasks = cancelTasks;
    this.leavePool = leavePool;
    this.settle = settle;
    this.isConsumedElsewhere = isConsumedElsewhere;
  }

  /** Starts the measurement of stops of the program. */
  void holdClock() {
    completion.holdClock();
  }

  /** Returns true if the run ends, or has ended. */
  boolean hasBegun() {
    return completion.hasBegun();
  }

  /** Ends the run early. Returns false if it had ended before. */
  boolean cancel() {
    if (!beginCancel()) {
      completion.await();
      closeUnlessMarked();
      return false;
    }
    finishCancel();
    showCancel();
    return true;
  }

  /** Waits until the tasks of a run that was cancelled have ended, for a limited time. */
  void awaitCancel() {
    completion.await();
  }

  /** Waits for the end of a run that ends, and closes its journal though its consumer goes on. */
  void closeWithPool() {
    completion.await();
    closeJournal();
  }

  /**
   * Tells the tasks of the run to end soon. Returns true if the calling thread has to call {@link
   * #finishCancel} and {@link #showCancel}, and false if the run ends already.
   */
  boolean beginCancel() {
    if (!completion.begin()) {
      return false;
    }
    run.earlyEnd().cancel();
    run.inFlight().cancelled();
    cancelTasks.run();
    return true;
  }

  /** Waits for the tasks, for a limited time, and counts them. */
  void finishCancel() {
    run.inFlight().awaitIdle();
    leavePool();
    reader.close(); // First: an input that comes now is not taken.
    long taken = reader.taken();
    run.earlyEnd().countAll(() -> run.tracker().cancelled(taken - reader.replayed()));
    run.events().jobEnded(run.now(), false);
    closeUnlessMarked();
    run.tracker().ended(Row.State.STOPPED, run.now());
    takenAtCancel = taken;
  }

  /** Waits for the last frame, which may be that of other runs too, and ends the run. */
  void showCancel() {
    run.config().display().close(run.tracker(), false);
    finalNumbers = numbers(takenAtCancel);
    completion.done();
    run.buffer().wake();
  }

  /** Returns the numbers of the run at this instant, or at its end if it was cancelled. */
  RunNumbers report() {
    RunNumbers known = finalNumbers;
    return known == null ? numbers(reader.taken()) : known;
  }

  private RunNumbers numbers(long taken) {
    RunJournal<A, B> journal = run.journal();
    boolean complete = journal == null || journal.isComplete();
    return run.statistics().report(taken, run.now(), complete);
  }

  /**
   * Declares the totals once they are known, and ends the run if every task has an outcome, however
   * slowly the rest is consumed.
   */
  void completeIfDone() {
    declareTotals();
    if (!reader.ended()
        || run.inFlight().settled() + reader.replayed() != reader.taken()
        || !completion.begin()) {
      return;
    }
    leavePool();
    reader.close();
    boolean succeeded = isRecorded() && reader.failure() == null;
    run.events().jobEnded(run.now(), succeeded);
    settle.run();
    run.config().display().close(run.tracker(), succeeded);
    completion.done();
  }

  /**
   * Closes the journal before the last outcome is delivered, so that another run may begin then.
   * Returns false if the run is strict and the last records could not be written.
   */
  private boolean isRecorded() {
    RunJournal<A, B> journal = run.journal();
    if (journal == null || journal.isWrittenByConsumer()) {
      return true;
    }
    journal.close();
    JournalException fault = journal.fault();
    if (fault != null) {
      run.fail(fault);
    }
    return fault == null;
  }

  /** Declares how much there is in all, as soon as the source has told that it has no more. */
  private void declareTotals() {
    if (!reader.isExhausted()) {
      return;
    }
    JobConfig.AlreadyDone before = run.config().alreadyDone();
    if (total == null) {
      run.tracker().total(reader.taken() + before.inputs());
    }
    if (!run.config().source().repeatable()) {
      run.tracker().totalWeight(reader.takenWeight() + before.weight());
    }
  }

  /** Tells the pool that the run needs no worker any more. A second call does no harm. */
  void leavePool() {
    RunJournal<A, B> journal = run.journal();
    leavePool.accept(journal != null && journal.isWrittenByConsumer());
  }

  /** Ends what has begun of a run that could not begin. */
  void abandon() {
    closeJournal();
    completion.done();
  }

  /** Closes the journal, unless another thread is about to mark what it has taken: it does so. */
  private void closeUnlessMarked() {
    RunJournal<A, B> journal = run.journal();
    if (journal == null || !journal.isWrittenByConsumer() || !isConsumedElsewhere.getAsBoolean()) {
      closeJournal();
    }
  }

  /** Closes the journal, if there is one. A second call does nothing. */
  void closeJournal() {
    RunJournal<A, B> journal = run.journal();
    if (journal != null) {
      boolean wasOpen = journal.isWrittenByConsumer();
      journal.close();
      if (wasOpen) {
        leavePool(); // The pool has kept the run until now, to close it.
      }
    }
  }
}
