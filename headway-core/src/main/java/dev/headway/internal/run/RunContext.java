package dev.headway.internal.run;

import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.progress.ProgressTracker;
import dev.headway.internal.resume.RunJournal;
import dev.headway.progress.TaskEnd;
import dev.headway.work.JournalException;
import dev.headway.work.Outcome;
import dev.headway.work.TaskFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the batches of a run share. Safe for use by several threads. */
record RunContext<A extends @Nullable Object, B extends @Nullable Object>(
    JobConfig<A> config,
    TaskFunction<? super A, ? extends B> function,
    ProgressTracker tracker,
    EventPublisher events,
    RunStatistics statistics,
    InFlightBatches<A> inFlight,
    PendingTasks<A> pending,
    ResultBuffer<Outcome<A, B>> buffer,
    EarlyEnd earlyEnd,
    @Nullable RunJournal<A, B> journal) {

  /** Returns the time by the clock of the run. */
  long now() {
    return config.now();
  }

  /** Returns true if the run was cancelled. */
  boolean cancelled() {
    return earlyEnd.cancelled();
  }

  /** Gives the run up: no worker can be started, or one failed. */
  void fail(Throwable fault) {
    earlyEnd.giveUp(fault);
    buffer.wake();
  }

  /** Returns true if a task that did not succeed is tried again. */
  boolean triesAgain(int attempt, Throwable error) {
    // Once more after the caller's own code, which may take long.
    return !cancelled() && config.retries().triesAgain(attempt, error) && !cancelled();
  }

  /** Adds a task that did not succeed. It is due when its pause is over. */
  void tryAgain(InputTask<A> task, long now) {
    pending.add(task.retry(), now + config.retries().pauseNanos(task.attempt()));
    buffer.wake(); // The consumer waits until it is due: perhaps no other thread will be free.
  }

  /** Records what became of a task, before it is delivered. Costs nothing without a journal. */
  void record(@Nullable JournalKey key, Outcome<A, B> outcome, long startedAt, long nanos) {
    if (journal != null && key != null) {
      journal.ended(key, outcome, startedAt, nanos);
      JournalException fault = journal.fault();
      if (fault != null) {
        fail(fault);
      }
    }
  }

  /** Notes the end of an attempt at a task, and what it tells of the worker. */
  void attemptEnded(
      Outcome<A, B> outcome, TaskEnd end, long nanos, boolean retried, WorkerHealth health) {
    IllegalStateException crashLoop = statistics.ended(outcome, end, nanos, retried);
    if (crashLoop != null) {
      fail(crashLoop);
    }
    Throwable error = outcome.error();
    if (end == TaskEnd.SUCCEEDED) {
      health.succeeded();
    } else if (end == TaskEnd.FAILED && error != null && health.isUntried()) {
      statistics.noteFailure(health, error, inFlight.count() > 1);
    }
  }

  /**
   * Removes the undelivered outcomes. Called by the consumer of a cancelled run.
   *
   * @param taken how many inputs were taken
   * @param withheld those that were removed before, and not delivered either
   * @return an outcome for each task that was taken and not delivered, by index
   */
  List<Outcome<?, ?>> undelivered(long taken, List<Outcome<A, B>> withheld) {
    // Collect tasks in flight first: if one of them ends now, its outcome is found below.
    List<InputTask<A>> unfinished = inFlight.unreported();
    unfinished.addAll(pending.drain());
    Map<Long, Outcome<?, ?>> undelivered = new TreeMap<>();
    withheld.forEach(outcome -> undelivered.put(outcome.index(), outcome));
    for (Outcome<A, B> outcome : buffer.takeAll(taken)) {
      if (journal == null || !journal.isSkipped(outcome)) {
        undelivered.put(outcome.index(), outcome);
      }
    }
    for (InputTask<A> task : unfinished) {
      undelivered.putIfAbsent(
          task.index(), new Outcome.Cancelled<>(task.index(), task.input(), task.attempt() - 1));
    }
    return new ArrayList<>(undelivered.values());
  }
}
