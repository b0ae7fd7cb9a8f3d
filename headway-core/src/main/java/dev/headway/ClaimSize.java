package dev.headway;

import java.time.Duration;

/**
 * How many inputs a worker takes at once: as many as keep the cost of taking small against their
 * work, so one if they take long and many if they are tiny. Learned from the time that claims take.
 *
 * <p>Written by many handlers without a lock: a lost update costs one guess.
 */
final class ClaimSize {
  static final int LARGEST = 4096;

  /** A claim is worth so many times what it costs to hand it over: then that is 3 percent. */
  private static final double WORTH = 32;

  private final double targetNanos;
  private volatile double perTask;
  private volatile int size = 1;
  private volatile boolean bulk;

  /**
   * @param handOver what it costs to hand a claim over
   */
  ClaimSize(Duration handOver) {
    this.targetNanos = WORTH * handOver.toNanos();
  }

  /** True if it was above 1 at any time. */
  boolean wasBulk() {
    return bulk;
  }

  int get() {
    return size;
  }

  void performed(int tasks, long nanos) {
    double measured = Math.max(1, (double) nanos / tasks);
    double before = perTask;
    // One long task is reason enough for small claims; many short ones are needed for large ones.
    double now = before == 0 || measured > before ? measured : 0.7 * before + 0.3 * measured;
    perTask = now;
    int next = (int) Math.max(1, Math.min(Math.min(LARGEST, 2.0 * size), targetNanos / now));
    if (next > 1 && !bulk) {
      bulk = true; // First: whoever claims in bulk must not find it unset.
    }
    size = next;
  }
}
