package dev.headway.internal.progress;

/**
 * From which age on a task is called slow: when it has been running for more than six standard
 * deviations beyond the mean of those that ended, for twice the mean, and for three seconds. By
 * Cantelli's inequality at most one in 37 tasks takes so long, whatever the durations are like; of
 * exponential ones it is one in a thousand. Before five tasks have ended nothing is called slow.
 *
 * <p>F. P. Cantelli, "Sui confini della probabilità", 1928: P(X ≥ μ + kσ) ≤ 1 / (1 + k²).
 */
record SlowTaskThreshold(long limitNanos, double meanAmount) {
  private static final long MIN_NANOS = 3_000_000_000L;
  private static final long MIN_ENDED = 5;
  private static final double DEVIATIONS = 6;

  /**
   * Measures the tasks that ended.
   *
   * @param ended how many there are
   * @param busyNanos their durations added up
   * @param busySquares the squares of their durations added up, in seconds squared
   * @param amount their weights added up, or their number
   */
  static SlowTaskThreshold of(long ended, long busyNanos, double busySquares, long amount) {
    if (ended < MIN_ENDED) {
      return new SlowTaskThreshold(Long.MAX_VALUE, 1);
    }
    double mean = busyNanos / 1e9 / ended;
    double deviation = Math.sqrt(Math.max(0, busySquares / ended - mean * mean));
    double limit = Math.max(2 * mean, mean + DEVIATIONS * deviation);
    return new SlowTaskThreshold(
        Math.max(MIN_NANOS, (long) (limit * 1e9)), Math.max(1, (double) amount / ended));
  }

  /** Whether a task of this age and weight is slow: one that weighs more may take longer. */
  boolean isSlow(long ageNanos, long amount) {
    return ageNanos > limitNanos * Math.max(1, amount / meanAmount);
  }
}
