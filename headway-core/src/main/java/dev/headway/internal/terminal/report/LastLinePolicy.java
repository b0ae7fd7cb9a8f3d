package dev.headway.internal.terminal.report;

import dev.headway.progress.Row;
import java.util.List;

/** The last line policy: decides which rows leave a line when they end. */
public final class LastLinePolicy {

  /** A progress that ends sooner needs no bar, which would only flash. */
  public static final long PATIENCE_NANOS = 500_000_000L;

  private LastLinePolicy() {}

  /**
   * Returns whether a row gets a last line. A nested row gets one only if it adds something to the
   * outer row. The outer row goes on counting, and the caller knows that it left the inner loop.
   *
   * @param row one that ended
   * @param all the rows of the same instant
   */
  public static boolean isTold(Row row, List<Row> all) {
    if (row.depth() == 0 || row.counts().unsuccessful() > 0) {
      return true;
    }
    if (row.state() != Row.State.STOPPED) {
      return !row.complete();
    }
    return all.stream()
        .noneMatch(other -> other.depth() < row.depth() && other.state() != Row.State.STOPPED);
  }

  /**
   * Returns whether a row was given up before it had a bar, as a search that found its element at
   * once. On a terminal that is no news, unless tasks were running, as at Ctrl-C.
   */
  public static boolean isBrief(Row row) {
    return row.state() == Row.State.STOPPED
        && row.counts().unsuccessful() == 0
        && row.running() == 0
        && row.elapsedNanos() < PATIENCE_NANOS;
  }
}
