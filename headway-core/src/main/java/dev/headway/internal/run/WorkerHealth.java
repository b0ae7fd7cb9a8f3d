package dev.headway.internal.run;

import dev.headway.progress.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Whether a worker is of use. Tasks that fail on it at once, though other workers do them well,
 * tell of the worker: a class path that has vanished, a device that it cannot open. Tasks that fail
 * everywhere do not. Used by the thread that drives the worker, except for {@link #renew}.
 */
public final class WorkerHealth {
  /** So many failures are enough, if there was nothing else since the worker is up. */
  private static final int MAX_FAILURES = 3;

  /** In a run that has fewer successes nothing is known of what others do. */
  private static final int MIN_SUCCESSES = 20;

  /** True until a task has succeeded. */
  private volatile boolean untried = true;

  private volatile boolean replaced;
  private int failures;
  private long failuresOfOthers;
  private @Nullable Class<?> errorClass;
  private @Nullable Throwable verdict;

  /** Another process is the worker from now on. */
  public void renew() {
    replaced = true;
    untried = true;
  }

  void succeeded() {
    if (untried) {
      untried = false;
    }
  }

  /** Whether a failure may tell of the worker. */
  boolean isUntried() {
    return untried;
  }

  /**
   * A task has failed on a worker that is untried.
   *
   * @param counts of its run, this failure included
   * @param othersWork whether others work for the run
   */
  void failed(Throwable error, Counts counts, boolean othersWork) {
    long allFailures = counts.failed() + counts.timedOut() + counts.crashed() + counts.retried();
    failures = replaced ? 1 : failures + 1;
    replaced = false;
    if (failures == 1
        || allFailures - failures != failuresOfOthers
        || errorClass != error.getClass()) {
      failures = 1; // Others fail too, or it fails in different ways.
      failuresOfOthers = allFailures - 1;
      errorClass = error.getClass();
    }
    boolean othersSucceed =
        othersWork && counts.succeeded() >= Math.max(MIN_SUCCESSES, 10 * failuresOfOthers);
    if (failures >= MAX_FAILURES && othersSucceed) {
      verdict = error;
    }
  }

  /** The worker could not even begin a task of a run that others do well. */
  void unfit(Throwable error) {
    verdict = error;
  }

  /** What it fails with; null unless it is to be taken out of service. */
  @Nullable
  public Throwable verdict() {
    return verdict;
  }
}
