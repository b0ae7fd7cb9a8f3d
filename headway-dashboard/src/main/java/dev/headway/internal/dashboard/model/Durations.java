package dev.headway.internal.dashboard.model;

/** How many tasks took how long, of those that were seen; two bars for each doubling. */
public final class Durations {
  private static final double FIRST_SECONDS = 0.001;

  /** The last is for all above 18 hours. */
  static final int BARS = 52;

  private final long[] counts = new long[BARS];
  private long all;

  void add(double seconds) {
    int bar = (int) Math.ceil(2 * Math.log(seconds / FIRST_SECONDS) / Math.log(2));
    counts[Math.max(0, Math.min(BARS - 1, bar))]++;
    all++;
  }

  public long all() {
    return all;
  }

  public long count(int bar) {
    return counts[bar];
  }

  public int bars() {
    return BARS;
  }

  /** The most seconds that a task of this bar took. */
  public double upTo(int bar) {
    return FIRST_SECONDS * Math.pow(2, bar / 2.0);
  }
}
