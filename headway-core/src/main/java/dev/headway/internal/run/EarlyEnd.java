package dev.headway.internal.run;

import org.jspecify.annotations.Nullable;

/** Whether a run ends before its tasks: it was cancelled, or given up. */
final class EarlyEnd {
  private volatile boolean cancelled;
  private volatile @Nullable Throwable fault;

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
}
