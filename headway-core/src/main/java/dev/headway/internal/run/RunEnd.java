package dev.headway.internal.run;

import dev.headway.internal.resume.RunJournal;
import dev.headway.work.JournalException;
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
  private final Runnable leavePool;
  private final Runnable settle;
  private final CompletionLatch completion = new CompletionLatch();

  /**
   * @param total how many inputs there are; null if it is not known
   * @param cancelTasks asks the running tasks to end soon
   * @param leavePool tells the pool that the run needs no worker any more
   * @param settle tells the consumer that every task has an outcome
   */
  RunEnd(
      RunContext<A, B> run,
      SourceReader<A> reader,
      @Nullable Long total,
      Runnable cancelTasks,
      Runnable leavePool,
      Runnable settle) {
    this.run = run;
    this.reader = reader;
    this.total = total;
    this.cancelTasks = cancelTasks;
    this.leavePool = leavePool;
    this.settle = settle;
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
    if (!completion.begin()) {
      completion.await();
      closeJournal();
      return false;
    }
    run.earlyEnd().cancel();
    cancelTasks.run();
    run.inFlight().awaitIdle();
    leavePool.run();
    run.tracker().cancelled(reader.taken() - reader.passed() - run.inFlight().settledSoFar());
    reader.close();
    run.events().jobEnded(run.now(), false);
    closeJournal();
    run.config().display().close(run.tracker(), false);
    completion.done();
    run.buffer().wake();
    return true;
  }

  /** Ends the run if every task has an outcome, however slowly the rest is consumed. */
  void completeIfDone() {
    if (!reader.ended()
        || run.inFlight().settled() + reader.passed() != reader.taken()
        || !completion.begin()) {
      return;
    }
    declareTotals(reader.failure() == null);
    leavePool.run();
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

  private void declareTotals(boolean succeeded) {
    JobConfig.DoneBefore before = run.config().doneBefore();
    if (succeeded && total == null) {
      run.tracker().total(reader.taken() + before.inputs());
    }
    if (succeeded && !run.config().source().repeatable()) {
      run.tracker().totalWeight(reader.takenWeight() + before.weight());
    }
  }

  /** Closes the journal, if there is one. A second call does nothing. */
  void closeJournal() {
    RunJournal<A, B> journal = run.journal();
    if (journal != null) {
      journal.close();
    }
  }
}
