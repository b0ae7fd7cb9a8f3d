package dev.headway.internal.terminal.layout;

import dev.headway.progress.Row;
import java.util.List;

/** Which rows leave a line when they end. */
public final class LastLinePolicy {

  /** What ends sooner needs no bar: it would appear only to go away. */
  public static final long PATIENCE_NANOS = 500_000_000L;

  private LastLinePolicy() {}

  /**
   * Whether the end of a row is told: of nested ones only if it may tell something that the row
   * around it does not. That goes on counting, and one who left a loop knows that he did.
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
   * Whether it was given up before it had a bar: a search that found something at once, say. On a
   * terminal that is no news, unless tasks were running, as at Ctrl-C.
   */
  static boolean isBrief(Row row) {
    return row.state() == Row.State.STOPPED
        && row.counts().unsuccessful() == 0
        && row.running() == 0
        && row.elapsedNanos() < PATIENCE_NANOS;
  }
}
