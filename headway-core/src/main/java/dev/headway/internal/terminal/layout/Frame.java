package dev.headway.internal.terminal.layout;

import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a snapshot looks like on a screen of some size: a pure function of both.
 *
 * @param above lines of progresses that ended: they stay for good and scroll up
 * @param live lines of progresses that go on, redrawn with each snapshot
 */
public record Frame(List<Line> above, List<Line> live) {

  private static final int LABEL_CELLS = 24;

  /**
   * Lays out all rows. A nested row that ended well leaves no line, since the row around it counts
   * on; one that ended otherwise does, or its failure would stay unseen.
   *
   * @param tasks what is listed below the rows of these numbers, as far as there is room
   */
  public static Frame of(
      List<Row> rows, Map<Long, List<RunningTask>> tasks, Size size, Theme theme) {
    // The last column stays free: writing into it wraps on some terminals and not on others.
    int width = Math.max(1, size.columns() - 1);
    List<Row> ended = new ArrayList<>();
    List<Row> running = new ArrayList<>();
    for (Row row : rows) {
      if (row.state() == Row.State.RUNNING) {
        running.add(row);
      } else if (LastLinePolicy.isTold(row, rows) && !LastLinePolicy.isBrief(row)) {
        ended.add(row);
      }
    }
    Map<Long, List<RunningTask>> listed =
        size.columns() < TaskLayout.MIN_COLUMNS ? Map.of() : tasks;
    return new Frame(lines(ended, width, theme), live(running, listed, size, width, theme));
  }

  private static List<Line> live(
      List<Row> rows, Map<Long, List<RunningTask>> tasks, Size size, int width, Theme theme) {
    // A row that scrolls off the top can never be erased again, so the frame must always fit.
    int room = Math.max(1, size.rows() - 2);
    if (rows.size() <= room) {
      return withTasks(rows, tasks, room, width, theme);
    }
    List<Row> kept = outermost(rows, room - 1);
    List<Line> lines = new ArrayList<>(lines(kept, width, theme));
    lines.add(more("", rows.size() - kept.size(), width, theme));
    return lines;
  }

  private static Line more(String indent, int count, int width, Theme theme) {
    String more = indent + theme.ellipsis() + " and " + count + " more";
    String cut = CellWidth.truncate(more, width, theme.ellipsis());
    return new Line.Builder(theme).add(cut, Style.DIM).build();
  }

  /** The rows, and below each as many of its tasks as there is room for. */
  private static List<Line> withTasks(
      List<Row> rows, Map<Long, List<RunningTask>> tasks, int room, int width, Theme theme) {
    List<Line> bars = lines(rows, width, theme);
    List<Line> lines = new ArrayList<>();
    int left = room - bars.size();
    for (int i = 0; i < bars.size(); i++) {
      lines.add(bars.get(i));
      Row row = rows.get(i);
      List<Line> below = below(row, tasks.getOrDefault(row.id(), List.of()), left, width, theme);
      lines.addAll(below);
      left -= below.size();
    }
    return lines;
  }

  private static List<Line> below(
      Row row, List<RunningTask> tasks, int room, int width, Theme theme) {
    int most = Math.min(room, TaskList.MAX + 1);
    boolean all = tasks.size() <= Math.min(room, TaskList.MAX);
    // One line alone is better used for a task than to say that there are more.
    List<RunningTask> fitting = all ? tasks : tasks.subList(0, most > 1 ? most - 1 : most);
    int names =
        fitting.stream().mapToInt(task -> TaskLayout.nameCells(task, width, theme)).max().orElse(0);
    List<Line> lines = new ArrayList<>();
    fitting.forEach(task -> lines.add(TaskLayout.of(task, width, names, theme)));
    if (!all && most > 1) {
      int running = Math.max(row.running(), tasks.size());
      lines.add(more("  ", running - fitting.size(), width, theme));
    }
    return lines;
  }

  /** Returns as many rows as there is room for, in order, and leaves out nested ones first. */
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
