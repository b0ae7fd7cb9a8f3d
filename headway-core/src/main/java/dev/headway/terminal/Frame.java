package dev.headway.terminal;

import dev.headway.progress.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * What a snapshot looks like on a screen of some size: a pure function of both.
 *
 * @param above lines of progresses that ended: they stay for good and scroll up
 * @param live lines of progresses that go on, redrawn with each snapshot
 */
record Frame(List<Line> above, List<Line> live) {

  private static final int LABEL_CELLS = 24;

  /**
   * Lays out all rows. A nested row that ended well leaves no line, since the row around it counts
   * on; one that ended otherwise does, or nobody would see it.
   */
  static Frame of(List<Row> rows, Size size, Theme theme) {
    // The last column stays free: writing into it wraps on some terminals and not on others.
    int width = Math.max(1, size.columns() - 1);
    List<Row> ended = new ArrayList<>();
    List<Row> going = new ArrayList<>();
    for (Row row : rows) {
      if (row.state() == Row.State.RUNNING) {
        going.add(row);
      } else if (row.depth() == 0 || !row.complete() || row.counts().unsuccessful() > 0) {
        ended.add(row);
      }
    }
    return new Frame(lines(ended, width, theme), live(going, size, width, theme));
  }

  private static List<Line> live(List<Row> rows, Size size, int width, Theme theme) {
    // A row that scrolls off the top can never be erased again, so the frame must always fit.
    int room = Math.max(1, size.rows() - 2);
    if (rows.size() <= room) {
      return lines(rows, width, theme);
    }
    List<Row> kept = outermost(rows, room - 1);
    List<Line> lines = new ArrayList<>(lines(kept, width, theme));
    String more = theme.ellipsis() + " and " + (rows.size() - kept.size()) + " more";
    String cut = CellWidth.truncate(more, width, theme.ellipsis());
    lines.add(new Line.Builder(theme).add(cut, Style.DIM).build());
    return lines;
  }

  /** So many rows in their order, of which nested ones are left out first. */
  private static List<Row> outermost(List<Row> rows, int room) {
    int depth = 0;
    while (count(rows, depth + 1) <= room && count(rows, depth) < rows.size()) {
      depth++;
    }
    List<Row> kept = new ArrayList<>();
    int inner = Math.max(0, room - count(rows, depth));
    for (Row row : rows) {
      if (row.depth() <= depth && kept.size() < room) {
        kept.add(row);
      } else if (row.depth() == depth + 1 && inner > 0 && kept.size() < room) {
        kept.add(row);
        inner--;
      }
    }
    return kept;
  }

  private static int count(List<Row> rows, int depth) {
    return (int) rows.stream().filter(row -> row.depth() <= depth).count();
  }

  private static List<Line> lines(List<Row> rows, int width, Theme theme) {
    int labels = rows.stream().mapToInt(BarLayout::labelCells).max().orElse(0);
    int column = Math.min(LABEL_CELLS, labels);
    return rows.stream().map(row -> BarLayout.of(row, width, column, theme)).toList();
  }
}
