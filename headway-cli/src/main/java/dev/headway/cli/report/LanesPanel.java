package dev.headway.cli.report;

import java.util.EnumMap;
import java.util.Map;

/** Draws what ran in each slot: darker where a slot was in use for more of the time. */
final class LanesPanel {
  private static final int MOST_ROWS = 64;
  private static final int HEIGHT = 240;
  private static final int TALLEST = 18;
  private static final int LEVELS = 4;

  /** Marks that are nearer to each other than this are drawn as one. */
  private static final int MARK_WIDTH = 8;

  /** What is narrower has no begin that could be seen. */
  private static final int LEAST_WIDTH = 4;

  private static final int MOST_BEGINS = 2000;
  private static final double MICROS = 1e6;

  private final Timeline timeline;
  private final LaneGrid grid;
  private final double left;
  private final double width;
  private final double top;
  private final double rowHeight;
  private final StringBuilder svg = new StringBuilder();

  /**
   * @param columns into how many parts the time is divided
   * @param left where the time begins
   * @param width how wide it is
   * @param top where the panel begins
   */
  LanesPanel(Timeline timeline, int columns, double left, double width, double top) {
    this.timeline = timeline;
    this.left = left;
    this.width = width;
    this.top = top;
    grid = new LaneGrid(timeline, MOST_ROWS, columns);
    rowHeight = Math.min(TALLEST, Math.max(4, HEIGHT / (double) Math.max(1, grid.rows())));
  }

  double bottom() {
    return top + grid.rows() * rowHeight;
  }

  String drawn() {
    svg.append(new TimeAxis(timeline.length() / MICROS, left, width).drawn(top, bottom()));
    svg.append("<g transform=\"translate(").append(Svg.number(left)).append(") scale(");
    svg.append(width / grid.columns()).append(" 1)\" stroke-width=\"");
    svg.append(Svg.number(rowHeight - (rowHeight > 6 ? 2 : 1))).append("\">\n");
    for (int level = 1; level <= LEVELS; level++) {
      svg.append(Svg.path("use l" + level, cells(level)));
    }
    svg.append("</g>\n");
    begins();
    labels();
    pauses();
    marks();
    return svg.toString();
  }

  private double middle(int row) {
    return top + (row + 0.5) * rowHeight;
  }

  private CharSequence cells(int level) {
    StringBuilder path = new StringBuilder();
    for (int row = 0; row < grid.rows(); row++) {
      int from = -1;
      String y = Svg.number(middle(row));
      for (int column = 0; column <= grid.columns(); column++) {
        boolean is = column < grid.columns() && grid.level(row, column) == level;
        if (is && from < 0) {
          from = column;
        } else if (!is && from >= 0) {
          path.append('M').append(from).append(' ').append(y);
          path.append('h').append(column - from);
          from = -1;
        }
      }
    }
    return path;
  }

  /** Parts what began in a slot from what ran before it, where there is room for that. */
  private void begins() {
    double scale = width / Math.max(1, timeline.length());
    StringBuilder path = new StringBuilder();
    int drawn = 0;
    for (int n = 0; n < timeline.size() && grid.lanesPerRow() == 1; n++) {
      int entry = timeline.entry(n);
      double x = left + timeline.start(entry) * scale;
      if ((timeline.end(entry) - timeline.start(entry)) * scale >= LEAST_WIDTH && x > left) {
        if (++drawn > MOST_BEGINS) {
          return;
        }
        double y = top + timeline.lane(entry) * rowHeight;
        path.append('M').append(Svg.number(x)).append(' ').append(Svg.number(y));
        path.append('v').append(Svg.number(rowHeight));
      }
    }
    svg.append(Svg.path("begin", path));
  }

  private void labels() {
    int every = (int) Math.ceil(13 / rowHeight);
    for (int row = 0; row < grid.rows(); row += every) {
      String label = String.valueOf(row * grid.lanesPerRow() + 1);
      svg.append(Svg.text(left - 6, middle(row) + 4, "slot", label));
    }
  }

  private void pauses() {
    StringBuilder path = new StringBuilder();
    for (long place : timeline.pauses().places()) {
      double x = left + width * place / Math.max(1, timeline.length());
      path.append('M').append(Svg.number(x)).append(' ').append(Svg.number(top - 4));
      path.append('V').append(Svg.number(bottom() + 4));
    }
    svg.append(Svg.path("pause", path));
  }

  private void marks() {
    Map<TaskOutcome, StringBuilder> paths = new EnumMap<>(TaskOutcome.class);
    for (int row = 0; row < grid.rows(); row++) {
      double last = -MARK_WIDTH;
      for (int column = 0; column < grid.columns(); column++) {
        TaskOutcome failure = grid.failure(row, column);
        double x = left + (column + 0.5) * width / grid.columns();
        if (failure != TaskOutcome.SUCCEEDED && x - last >= MARK_WIDTH) {
          paths
              .computeIfAbsent(failure, any -> new StringBuilder())
              .append(Svg.mark(failure, x, middle(row)));
          last = x;
        }
      }
    }
    paths.forEach((failure, path) -> svg.append(Svg.marks(failure, path)));
  }
}
