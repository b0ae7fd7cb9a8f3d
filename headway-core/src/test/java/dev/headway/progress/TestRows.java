package dev.headway.progress;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as a display would show them. */
public final class TestRows {

  private TestRows() {}

  /** One of unknown total that has been going on for so long. */
  public static Row running(int seconds) {
    Row.Builder row = new Row.Builder();
    row.id = 1;
    row.label = "x";
    row.counts = new Counts(seconds, 0, 0, 0, 0, 0);
    row.running = 1;
    row.elapsedNanos = seconds * 1_000_000_000L;
    row.rate = 1.0;
    return row.build();
  }

  /** One of 100 of which so many are done. */
  public static Row ofHundred(
      long settled, long elapsedNanos, double rate, @Nullable Forecast forecast) {
    Row.Builder row = running(1).toBuilder();
    row.total = 100L;
    row.counts = new Counts(settled, 0, 0, 0, 0, 0);
    row.fraction = settled / 100.0;
    row.elapsedNanos = elapsedNanos;
    row.rate = rate;
    row.forecast = forecast;
    return row.build();
  }

  /** One in which these tasks run. */
  public static Row running(RunningTask... tasks) {
    Row.Builder row = running(1).toBuilder();
    row.running = tasks.length;
    row.longest = List.of(tasks);
    return row.build();
  }
}
