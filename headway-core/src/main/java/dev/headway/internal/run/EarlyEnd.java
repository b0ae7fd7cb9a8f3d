package dev.headway.internal.run;

import org.jspecify.annotations.Nullable;

/** Whether a run ends before its tasks: it was cancelled, or given up. */
final class EarlyEnd {
  private volatile boolean cancelled;
  private volatile @Nullable Throwable fault;
  private boolean counted; // Guarded by this.

  void cancel() {
    cancelled = true;
  }

  boolean cancelled() {
    return cancelled;
  }

  /** Cannot fail: a fault may be that no further class can be loaded. */
  void giveUp(Throwable fault) {
    this.fault = fault;
  }

  /** Returns why the run was given up, or null. */
  StopReason.@Nullable GivenUp givenUp() {
    Throwable fault = this.fault;
    return fault == null ? null : new StopReason.GivenUp(fault);
  }

  /** Returns true if no further task may start. */
  boolean isOver() {
    return cancelled || fault != null;
  }

  /** Counts the tasks of a cancelled run for good. */
  synchronized void countAll(Runnable count) {
    counted = true;
    count.run();
  }

  /** Counts a task of a cancelled run. Returns false if its run was counted without it. */
  synchronized boolean countOne(Runnable count) {
    if (!counted) {
      count.run();
    }
    return !counted;
  }
}
