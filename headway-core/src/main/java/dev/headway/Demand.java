package dev.headway;

/**
 * Whether another worker would be of use to a run: its start takes longer than the rest of a job of
 * tiny tasks. By the time that tasks have taken so far; as long as that is not known, or the job's
 * end is not, every worker is of use.
 */
final class Demand {
  private final long startNanos;
  private final Allotment allotment;

  /** When a claim ended last. Written by many handlers: any of them will do. */
  private volatile long endedAt;

  Demand(Hands hands, Allotment allotment) {
    this.startNanos = hands.startUp().toNanos();
    this.allotment = allotment;
  }

  /** A claim ended. */
  void ended(long now) {
    if (startNanos > 0) {
      endedAt = now;
    }
  }

  /**
   * True unless those who work for the run are probably done with it sooner than another would be
   * up.
   *
   * @param working how many that are; if there are none, the run needs somebody
   */
  boolean isWorthStart(long taken, int working, long now) {
    if (startNanos <= 0 || working == 0) {
      return true;
    }
    // What took little time so far may take long now: then it says nothing of the rest.
    return now - endedAt > startNanos || allotment.restNanos(taken) / working > startNanos;
  }
}
