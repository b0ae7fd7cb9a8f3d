package dev.headway.internal.estimate;

import org.jspecify.annotations.Nullable;

/**
 * Predicts what is advanced by hand, where no durations are known: the rate of the last seconds and
 * that of the whole time bound the range. A stall lowers the first, so the range widens.
 */
final class RateForecast {
  private RateForecast() {}

  static @Nullable TimeRange of(long elapsedNanos, long done, long total, @Nullable Double rate) {
    if (rate == null || elapsedNanos <= 0) {
      return null;
    }
    double left = total - done;
    double whole = done / (elapsedNanos / 1e9);
    double last = Math.max(rate, whole / 10);
    double likely = left / Math.sqrt(whole * last) * 1e9;
    double low = left / Math.max(whole, last) * 1e9;
    double high = left / Math.min(whole, last) * 1e9;
    return TimeRange.of(low, likely, high);
  }
}
