package dev.headway.internal.run;

import java.time.Duration;

/**
 * How many inputs a worker takes at once: as many as keep the cost of taking small against their
 * work, so one if they take long and many if they are tiny. Learned from the time that claims take.
 *
 * <p>Written by many handlers without a lock: a lost update costs one guess.
 */
final class BatchSizer {
  static final int MAX_SIZE = 4096;

  /** A claim is worth so many times what it costs to hand it over: then that is 3 percent. */
  private static final double COST_FACTOR = 32;

  /** A claim whose inputs and results together are larger is not worth its memory. */
  private static final double MAX_BYTES = 1 << 20;

  private static final int BATCHES_AHEAD = 4;
  private static final double AHEAD_NANOS = 4_000_000;
  private static final int MIN_AHEAD = 3;
  private static final int MAX_SINGLES_AHEAD = 16;

  private final double targetNanos;
  private volatile double nanosPerTask;
  private volatile double bytesPerTask;
  private volatile int size = 1;
  private volatile boolean everBulk;

  /**
   * @param handOver what it costs to hand a claim over
   */
  BatchSizer(Duration dispatchCost) {
    this.targetNanos = COST_FACTOR * dispatchCost.toNanos();
  }

  /** The fewest that are worth a claim: their work takes as long as their hand-over. */
  int minSize() {
    return Math.max(1, (int) Math.min(size, targetNanos / COST_FACTOR / Math.max(1, nanosPerTask)));
  }

  /**
   * How many inputs for each worker may be taken and not delivered: some claims, or some
   * milliseconds of work, so that no worker waits while the consumer wakes; and never few.
   */
  int inputsAhead() {
    double time = nanosPerTask;
    double bytesEach = bytesPerTask;
    double limit =
        Math.max(size == 1 ? 0 : BATCHES_AHEAD * size, time > 0 ? AHEAD_NANOS / time : 0);
    limit = size == 1 ? Math.min(limit, MAX_SINGLES_AHEAD) : limit;
    return (int)
        Math.max(
            MIN_AHEAD,
            bytesEach > 0 ? Math.min(limit, BATCHES_AHEAD * MAX_BYTES / bytesEach) : limit);
  }

  /** How long a task takes with its share of the hand-over; 0 if that is not known. */
  double nanosPerTask() {
    return nanosPerTask;
  }

  /** True if it was above 1 at any time. */
  boolean wasBulk() {
    return everBulk;
  }

  int get() {
    return size;
  }

  void performed(int tasks, long nanos, long bytes) {
    double time = smoothed(nanosPerTask, Math.max(1, (double) nanos / tasks));
    double bytesEach = smoothed(bytesPerTask, (double) bytes / tasks);
    nanosPerTask = time;
    bytesPerTask = bytesEach;
    double limit = Math.min(Math.min(MAX_SIZE, 2.0 * size), targetNanos / time);
    int next = (int) Math.max(1, bytesEach > 0 ? Math.min(limit, MAX_BYTES / bytesEach) : limit);
    if (next > 1 && !everBulk) {
      everBulk = true; // First: whoever claims in bulk must not find it unset.
    }
    size = next;
  }

  /** One long task is reason enough for small claims; many short ones are needed for large ones. */
  private static double smoothed(double before, double measured) {
    return before == 0 || measured > before ? measured : 0.7 * before + 0.3 * measured;
  }
}
