package dev.headway.internal.progress;

import dev.headway.progress.Accuracy;
import dev.headway.progress.Forecast;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The forecasts at equal steps of time, to be judged at the end. When the log is full, it drops
 * every other forecast and doubles the step. So the memory does not grow.
 *
 * <p>Used by one thread at a time.
 */
final class ForecastLog {
  private static final int SIZE = 128;
  private static final int ENOUGH = 10;
  private static final long FIRST_STEP_NANOS = 100_000_000;

  private record Said(long at, @Nullable Forecast forecast) {}

  private final @Nullable Said[] entries = new @Nullable Said[SIZE];
  private int size;
  private long step = FIRST_STEP_NANOS;
  private long next = FIRST_STEP_NANOS;

  /** Records a forecast, unless the current step is not over yet. */
  void add(long elapsedNanos, @Nullable Forecast forecast) {
    if (elapsedNanos < next) {
      return;
    }
    if (size == SIZE) {
      for (int i = 0; i < SIZE / 2; i++) {
        entries[i] = entries[2 * i + 1];
      }
      Arrays.fill(entries, SIZE / 2, SIZE, null);
      size = SIZE / 2;
      step *= 2;
    }
    entries[size++] = new Said(elapsedNanos, forecast);
    next = (elapsedNanos / step + 1) * step;
  }

  /**
   * Judges the forecasts.
   *
   * @param wholeNanos the true duration
   * @return the judgement, or null if there are too few forecasts
   */
  @Nullable Accuracy judge(long wholeNanos) {
    double[] errors = new double[size];
    int answered = 0;
    int held = 0;
    int within = 0;
    for (int i = 0; i < size; i++) {
      Said one = entries[i];
      Forecast forecast = one == null ? null : one.forecast;
      if (one == null || forecast == null) {
        continue;
      }
      long left = wholeNanos - one.at;
      double error = Math.abs(forecast.likelyNanos() - left) / (double) Math.max(1, wholeNanos);
      errors[answered++] = error;
      within += error <= 0.2 ? 1 : 0;
      held += forecast.lowNanos() <= left && left <= forecast.highNanos() ? 1 : 0;
    }
    if (answered < ENOUGH) {
      return null;
    }
    Arrays.sort(errors, 0, answered);
    double margin = errors[Math.min(answered - 1, (int) Math.ceil(0.8 * answered) - 1)];
    return new Accuracy(
        (double) answered / size, (double) within / size, margin, (double) held / answered);
  }
}
