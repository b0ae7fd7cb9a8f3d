package dev.headway.cli.report;

/**
 * Lanes in rows and the time in columns: which part of each cell was in use, and the worst failure
 * that ended in it. Of many lanes several share a row.
 */
final class LaneGrid {
  private static final int LEVELS = 4;

  private final Timeline timeline;
  private final int lanesPerRow;
  private final int columns;
  private final double width;
  private final double[][] busy;
  private final byte[][] failed;

  /**
   * Fills a grid.
   *
   * @param most how many rows it may have
   * @param columns how many columns it has
   */
  LaneGrid(Timeline timeline, int most, int columns) {
    this.timeline = timeline;
    this.columns = columns;
    int lanes = timeline.lanes().count();
    lanesPerRow = Math.max(1, (lanes + most - 1) / most);
    int rows = (lanes + lanesPerRow - 1) / lanesPerRow;
    width = Math.max(1, timeline.length()) / (double) columns;
    busy = new double[rows][columns];
    failed = new byte[rows][columns];
    for (int n = 0; n < timeline.size(); n++) {
      add(timeline.entry(n));
    }
  }

  private void add(int entry) {
    int row = timeline.lane(entry) / lanesPerRow;
    double start = timeline.start(entry) / width;
    double end = timeline.end(entry) / width;
    int last = column(end);
    for (int i = column(start); i <= last; i++) {
      busy[row][i] += Math.max(0, Math.min(end, i + 1) - Math.max(start, i));
    }
    TaskOutcome outcome = timeline.outcome(entry);
    if (outcome.isFailure() && !timeline.isRetried(entry)) {
      failed[row][last] = (byte) Math.max(failed[row][last], outcome.ordinal());
    }
  }

  private int column(double place) {
    return (int) Math.min(columns - 1, place);
  }

  int rows() {
    return busy.length;
  }

  int columns() {
    return columns;
  }

  int lanesPerRow() {
    return lanesPerRow;
  }

  /** How much of a cell was in use, from 0 for nothing to 4 for nearly all. */
  int level(int row, int column) {
    double part = busy[row][column] / lanesPerRow;
    return part <= 0 ? 0 : (int) Math.max(1, Math.min(LEVELS, Math.round(part * LEVELS)));
  }

  /** The failure in a cell; {@code SUCCEEDED} if there is none. */
  TaskOutcome failure(int row, int column) {
    return TaskOutcome.values()[failed[row][column]];
  }
}
