package dev.headway.progress;

import java.util.List;

/**
 * Every progress number at one instant. Immutable.
 *
 * @param nanos the instant, by the {@link Ticker} of the display
 * @param rows one for each open progress, and for each that ended since the last snapshot: that is
 *     its last appearance. A nested row stands somewhere below the row that it is nested in
 */
public record Snapshot(long nanos, List<Row> rows) {
  /**
   * Copies the rows.
   *
   * @param nanos the instant
   * @param rows one for each progress
   */
  public Snapshot {
    rows = List.copyOf(rows);
  }
}
