package dev.headway.internal.run;

import org.jspecify.annotations.Nullable;

/** Whether a run ends before its tasks: it was cancelled, or given up. */
final class EarlyEnd {
  private volatile boolean cancelled;
  private volatile StopReason.@Nullable GivenUp givenUp;

  void cancel() {
    cancelled = true;
  }

  boolean cancelled() {
    return cancelled;
  }

  void giveUp(Throwable fault) {
    givenUp = new StopReason.GivenUp(fault);
  }

  /** Returns why the run was given up, or null. */
  StopReason.@Nullable GivenUp givenUp() {
    return givenUp;
  }

  /** Returns true if no further task may start. */
  boolean isOver() {
    return cancelled || givenUp != null;
  }
}
