package dev.headway.internal.run;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Decides whether a run should start another worker, by the time that its tasks have taken so far.
 * It should not if the remaining work will finish before a new worker is up. Nor should it while
 * the workers keep the processors busy, and tasks are tiny or their time is unknown. If no batch
 * has ended for longer than a start takes, a worker starts all the same.
 */
public final class ScaleUpPolicy {
  private final long startNanos;
  private final BooleanSupplier saturated;
  private final WindowPolicy windowPolicy;

  /**
   * When a batch ended last, or the run began. Many threads write it; any of their values will do.
   */
  private volatile long endedAt;

  /**
   * Makes the policy of a run that begins.
   *
   * @param startUp how long a worker takes to start
   * @param saturated true while the workers leave no processor to another
   * @param now the time at which the run begins
   */
  ScaleUpPolicy(Duration startUp, BooleanSupplier saturated, WindowPolicy windowPolicy, long now) {
    this.startNanos = startUp.toNanos();
    this.saturated = saturated;
    this.endedAt = now;
    this.windowPolicy = windowPolicy;
  }

  /** Notes that a batch ended. */
  void ended(long now) {
    if (startNanos > 0) {
      endedAt = now;
    }
  }

  /**
   * Returns false if the run will probably end before another worker is up, or if that worker would
   * have no processor.
   *
   * @param taken the number of inputs taken
   * @param working the number of workers that work for the run now
   */
  boolean isWorthStart(long taken, int working, long now) {
    if (startNanos <= 0) {
      return true;
    }
    boolean saturatedNow =
        saturated.getAsBoolean(); // Asked from the first, so that it is known in time.
    // Tasks that were short so far may be long now: then the estimate is useless.
    if (now - endedAt > startNanos) {
      return true;
    }
    boolean soonDone = working > 0 && windowPolicy.remainingNanos(taken) / working <= startNanos;
    return !soonDone && !(saturatedNow && windowPolicy.mayBeTiny());
  }
}
