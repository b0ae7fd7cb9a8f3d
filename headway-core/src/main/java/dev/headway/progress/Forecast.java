package dev.headway.progress;

/**
 * The time that is probably left, as a range.
 *
 * @param lowNanos it will hardly take less, in nanoseconds
 * @param likelyNanos as likely to be too high as too low, in nanoseconds; above 0
 * @param highNanos it will hardly take more, in nanoseconds
 */
public record Forecast(long lowNanos, long likelyNanos, long highNanos) {
  private static final long LEAST_NANOS = 1_000_000;

  /**
   * Checks the order of the three.
   *
   * @param lowNanos it will hardly take less, in nanoseconds
   * @param likelyNanos as likely to be too high as too low, in nanoseconds; above 0
   * @param highNanos it will hardly take more, in nanoseconds
   * @throws IllegalArgumentException if low ≤ likely ≤ high does not hold, or likely is not above 0
   */
  public Forecast {
    if (lowNanos < 0 || likelyNanos < Math.max(1, lowNanos) || highNanos < likelyNanos) {
      throw new IllegalArgumentException(
          "Not a range: " + lowNanos + ", " + likelyNanos + ", " + highNanos);
    }
  }

  /** The nearest that can be said: the likely one is never less than a millisecond. */
  static Forecast of(double low, double likely, double high) {
    long middle = Math.max(LEAST_NANOS, (long) likely);
    return new Forecast(
        Math.min(middle, Math.max(0, (long) low)), middle, Math.max(middle, (long) high));
  }
}
