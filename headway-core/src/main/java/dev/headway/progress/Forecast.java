package dev.headway.progress;

/**
 * The time that is probably left, as a range.
 *
 * @param lowNanos it will hardly take less, in nanoseconds
 * @param likelyNanos as likely to be too high as too low, in nanoseconds; above 0
 * @param highNanos it will hardly take more, in nanoseconds
 */
public record Forecast(long lowNanos, long likelyNanos, long highNanos) {
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
}
