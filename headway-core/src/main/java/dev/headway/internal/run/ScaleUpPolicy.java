package dev.headway.internal.run;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whether another worker would be of use to a run, by the time that its tasks have taken so far. It
 * would not if the remaining work will finish before a new worker is up. Nor would it while the
 * present workers keep the processors busy, and tasks are tiny or their time is unknown. If a task
 * waits behind a claim for longer than a start takes, a worker starts all the same.
 */
public final class ScaleUpPolicy {
  private final long startNanos;
  private final BooleanSupplier saturated;
  private final FlowControl flowControl;

  /** When a claim ended last, or the run began. Written by many handlers: any of them will do. */
  private volatile long endedAt;

  /**
   * No claim has ended yet.
   *
   * @param startUp what it takes until a worker is up
   * @param saturated whether the workers that there are leave no processor to another
   * @param now the time at which the run begins
   */
  ScaleUpPolicy(Duration startUp, BooleanSupplier saturated, FlowControl flowControl, long now) {
    this.startNanos = startUp.toNanos();
    this.saturated = saturated;
    this.endedAt = now;
    this.flowControl = flowControl;
  }

  /** A claim ended. */
  void ended(long now) {
    if (startNanos > 0) {
      endedAt = now;
    }
  }

  /**
   * True unless those who work for the run are probably done with it sooner than another would be
   * up, or leave it no processor.
   *
   * @param taken how many inputs are taken
   * @param working how many work for the run at this instant
   */
  boolean isWorthStart(long taken, int working, long now) {
    if (startNanos <= 0) {
      return true;
    }
    boolean saturatedNow =
        saturated.getAsBoolean(); // Asked from the first, so that it is known in time.
    // What took little time so far may take long now: then it says nothing of the rest.
    if (now - endedAt > startNanos) {
      return true;
    }
    boolean soonDone = working > 0 && flowControl.remainingNanos(taken) / working <= startNanos;
    return !soonDone && !(saturatedNow && flowControl.mayBeTiny());
  }
}
