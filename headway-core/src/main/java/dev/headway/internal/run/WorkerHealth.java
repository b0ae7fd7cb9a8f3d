package dev.headway.internal.run;

import dev.headway.progress.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a worker is broken. If tasks fail on one worker and succeed on others, the worker
 * is broken: its class path has vanished, or it cannot open a device. If tasks fail everywhere, it
 * is not. Used by the thread that drives the worker, except for {@link #renew}.
 */
public final class WorkerHealth {
  /** The failures that are enough if the worker has had no success since its start. */
  private static final int MAX_FAILURES = 3;

  /** The successes of other workers that a verdict needs. */
  private static final int MIN_SUCCESSES = 20;

  /** True until a task has succeeded. */
  private volatile boolean untried = true;

  private volatile boolean replaced;
  private int failures;
  private long failuresOfOthers;
  private @Nullable Class<?> errorClass;
  private @Nullable Throwable verdict;

  /** Notes that another process is the worker from now on. */
  public void renew() {
    replaced = true;
    untried = true;
  }

  void succeeded() {
    if (untried) {
      untried = false;
    }
  }

  /** Returns true if no task has succeeded on the worker yet. */
  boolean isUntried() {
    return untried;
  }

  /**
   * Notes a failed task of a worker that is untried.
   *
   * @param counts the counts of its run, this failure included
   * @param othersWork true if other workers work for the run
   */
  void failed(Throwable error, Counts counts, boolean othersWork) {
    long allFailures = counts.failed() + counts.timedOut() + counts.crashed() + counts.retried();
    failures = replaced ? 1 : failures + 1;
    replaced = false;
    if (failures == 1
        || allFailures - failures != failuresOfOthers
        || errorClass != error.getClass()) {
      failures = 1; // Others fail too, or the errors differ.
      failuresOfOthers = allFailures - 1;
      errorClass = error.getClass();
    }
    boolean othersSucceed =
        othersWork && counts.succeeded() >= Math.max(MIN_SUCCESSES, 10 * failuresOfOthers);
    if (failures >= MAX_FAILURES && othersSucceed) {
      verdict = error;
    }
  }

  /** Notes that the worker cannot begin a task of a run in which others succeed. */
  void unfit(Throwable error) {
    verdict = error;
  }

  /** Returns the error for which the worker is to be taken out of service, or null. */
  @Nullable
  public Throwable verdict() {
    return verdict;
  }
}
