package dev.headway.cli.run;

import org.jspecify.annotations.Nullable;

/**
 * How many jobs ended well and how many did not, and whether the run is to end early. Safe for use
 * by several threads.
 */
final class Tally {
  private static final int MAX_COUNTED = 100;
  private static final int MORE = 101;

  private final StopRule rule;
  private final boolean anyFailureIsOne;

  // Guarded by this.
  private long failed;
  private long succeeded;
  private long total = -1;
  private boolean stopped;
  private @Nullable Runnable stopNow;

  /**
   * @param anyFailureIsOne true if the exit status does not count failures
   */
  Tally(StopRule rule, boolean anyFailureIsOne) {
    this.rule = rule;
    this.anyFailureIsOne = anyFailureIsOne;
  }

  /** Says how to end running jobs; it must return at once. */
  synchronized void onStop(Runnable stop) {
    stopNow = stop;
  }

  /** Says how many inputs there are. */
  void total(long inputs) {
    synchronized (this) {
      total = inputs;
    }
    check();
  }

  /** Counts a job that has ended. */
  void ended(boolean well) {
    synchronized (this) {
      if (well) {
        succeeded++;
      } else {
        failed++;
      }
    }
    check();
  }

  /** Counts a job that ran and was ended with the run. */
  synchronized void killed() {
    failed++;
  }

  private void check() {
    Runnable stop;
    synchronized (this) {
      if (stopped || !rule.isReached(failed, succeeded, total)) {
        return;
      }
      stopped = true;
      stop = rule.now() ? stopNow : null;
    }
    if (stop != null) {
      stop.run();
    }
  }

  /** Returns true if no further job is to start. */
  synchronized boolean isStopped() {
    return stopped;
  }

  /** Returns the exit status: how many jobs did not end well, as far as a status can tell. */
  synchronized int status() {
    boolean reachedSuccess = stopped && rule.what() == StopRule.What.SUCCESS;
    if (reachedSuccess || failed == 0) {
      return 0;
    }
    if (anyFailureIsOne) {
      return 1;
    }
    return failed > MAX_COUNTED ? MORE : (int) failed;
  }
}
