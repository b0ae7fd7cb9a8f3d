package dev.headway.bench.scale;

/**
 * A job on a cluster.
 *
 * @param slots how many items run at once
 * @param itemNanos how long an item takes on average
 * @param items how many there are
 */
record Scenario(int slots, long itemNanos, long items) {
  private static final long SPAN_NANOS = 120_000_000_000L;
  private static final int MIN_WAVES = 20;

  /** Two minutes of work for each slot, or twenty items; not more than can be simulated soon. */
  static Scenario of(int slots, long itemNanos, long mostItems) {
    long waves = Math.max(MIN_WAVES, SPAN_NANOS / itemNanos);
    return new Scenario(slots, itemNanos, Math.min(mostItems, waves * slots));
  }

  double idealSeconds() {
    return items * 1e-9 * itemNanos / slots;
  }
}
