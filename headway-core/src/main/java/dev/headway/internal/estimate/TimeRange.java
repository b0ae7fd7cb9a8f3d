package dev.headway.internal.estimate;

/**
 * The time that an estimator expects to be left, as a range. What is shown of it is a {@code
 * Forecast}, of which the estimators know nothing.
 *
 * @param lowNanos it will hardly take less, in nanoseconds
 * @param likelyNanos as likely to be too high as too low, in nanoseconds; above 0
 * @param highNanos it will hardly take more, in nanoseconds
 */
public record TimeRange(long lowNanos, long likelyNanos, long highNanos) {
  private static final long MIN_NANOS = 1_000_000;

  /** The nearest that can be said: the likely one is never less than a millisecond. */
  static TimeRange of(double low, double likely, double high) {
    long middle = Math.max(MIN_NANOS, (long) likely);
    return new TimeRange(
        Math.min(middle, Math.max(0, (long) low)), middle, Math.max(middle, (long) high));
  }
}
