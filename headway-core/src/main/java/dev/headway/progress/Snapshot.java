package dev.headway.progress;

import java.util.List;
import java.util.Map;

/**
 * Every progress number at one instant. Immutable.
 *
 * @param nanos the instant, by the {@link Ticker} of the display
 * @param rows one for each open progress, and for each that ended since the last snapshot: that is
 *     its last appearance. A nested row stands somewhere below the row that it is nested in
 * @param summaries what is to be said of jobs whose row appears for the last time, by the id of the
 *     row
 * @param last true if the process ends, by Ctrl-C for instance, and the rows with it
 */
public record Snapshot(long nanos, List<Row> rows, Map<Long, Summary> summaries, boolean last) {
  /**
   * Copies the rows and the summaries.
   *
   * @param nanos the instant
   * @param rows one for each progress
   * @param summaries by the id of the row
   * @param last true if the process ends
   */
  public Snapshot {
    rows = List.copyOf(rows);
    summaries = Map.copyOf(summaries);
  }

  /**
   * A snapshot of a process that goes on.
   *
   * @param nanos the instant
   * @param rows one for each progress
   * @param summaries by the id of the row
   */
  public Snapshot(long nanos, List<Row> rows, Map<Long, Summary> summaries) {
    this(nanos, rows, summaries, false);
  }

  /**
   * A snapshot in which nothing is to be said beyond the numbers.
   *
   * @param nanos the instant
   * @param rows one for each progress
   */
  public Snapshot(long nanos, List<Row> rows) {
    this(nanos, rows, Map.of());
  }
}
