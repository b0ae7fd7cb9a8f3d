package dev.headway.internal.estimate;

import org.jspecify.annotations.Nullable;

/**
 * How many things ended per second in the last 15 seconds, or in the time of the last ten if that
 * is longer: a task of a minute is no stall. A ring of past counts, at most one for each half
 * second, so that the memory does not depend on the rate.
 */
final class RecentRate {
  private static final int SLOTS = 31;
  private static final long STEP_NANOS = 500_000_000L;
  private static final long SPAN_NANOS = 15_000_000_000L;

  /** Fewer endings are no evidence of a rate. */
  private static final int ENOUGH = 10;

  private final long[] times = new long[SLOTS];
  private final long[] counts = new long[SLOTS];
  private int newest;
  private int size = 1; // The start: nothing at time 0.

  /** Takes in the count at a time; answers the rate since the oldest remembered one. */
  @Nullable Double observe(long elapsedNanos, long count) {
    if (count != counts[newest] && elapsedNanos - times[newest] >= STEP_NANOS) {
      newest = (newest + 1) % SLOTS;
      size = Math.min(SLOTS, size + 1);
      times[newest] = elapsedNanos;
      counts[newest] = count;
    }
    while (size > 1
        && elapsedNanos - times[slot(size - 2)] >= SPAN_NANOS
        && count - counts[slot(size - 2)] >= ENOUGH) {
      size--; // The next one is old enough to measure from.
    }
    int oldest = slot(size - 1);
    long span = elapsedNanos - times[oldest];
    if (count == 0 || span <= 0) {
      return null;
    }
    return Math.max(0, count - counts[oldest]) * 1e9 / span; // Steps may be taken back.
  }

  /** The slot of the count that was taken a number of counts before the newest. */
  private int slot(int before) {
    return (newest - before + SLOTS) % SLOTS;
  }
}
