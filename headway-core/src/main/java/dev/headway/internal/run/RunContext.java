package dev.headway.internal.run;

import dev.headway.internal.progress.ProgressTracker;
import dev.headway.progress.TaskEnd;
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
    EarlyEnd earlyEnd) {

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
  boolean triesAgain(int attempt) {
    return attempt < config.attempts() && !cancelled();
  }

  /** Notes the end of an attempt at a task. */
  void attemptEnded(Outcome<A, B> outcome, TaskEnd end, long nanos) {
    IllegalStateException crashLoop = statistics.ended(outcome, end, nanos, config.attempts());
    if (crashLoop != null) {
      fail(crashLoop);
    }
  }

  /**
   * Removes the undelivered outcomes. Called by the consumer of a cancelled run.
   *
   * @param taken how many inputs were taken
   * @return an outcome for each task that was taken and not delivered, by index
   */
  List<Outcome<?, ?>> undelivered(long taken) {
    // Collect tasks in flight first: if one of them ends now, its outcome is found below.
    List<InputTask<A>> unfinished = inFlight.unreported();
    unfinished.addAll(pending.drain());
    Map<Long, Outcome<?, ?>> undelivered = new TreeMap<>();
    for (Outcome<A, B> outcome : buffer.takeAll(taken)) {
      undelivered.put(outcome.index(), outcome);
    }
    for (InputTask<A> task : unfinished) {
      undelivered.putIfAbsent(
          task.index(), new Outcome.Cancelled<>(task.index(), task.input(), task.attempt() - 1));
    }
    return new ArrayList<>(undelivered.values());
  }
}
