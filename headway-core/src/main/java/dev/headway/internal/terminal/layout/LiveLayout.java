package dev.headway.internal.terminal.layout;

import dev.headway.internal.terminal.format.CellWidth;
import dev.headway.internal.terminal.format.Formats;
import dev.headway.internal.terminal.format.Line;
import dev.headway.internal.terminal.format.Style;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Lays out the bars of what goes on, with their notes and running tasks. Columns and places are
 * kept from frame to frame; all else follows from the rows. Used by one thread.
 */
final class LiveLayout {

  /** More jobs than a reader can follow share one bar, and some have their own below it. */
  private static final int MANY = 8;

  private final ColumnKeeper columnKeeper = new ColumnKeeper();
  private final JobPlaces jobPlaces = new JobPlaces();

  /** One frame. */
  private record Screen(
      Map<Long, List<RunningTask>> tasks,
      LongPredicate jobs,
      int width,
      int room,
      LocalDateTime now,
      Theme theme) {}

  /**
   * Lays out rows.
   *
   * @param tasks what is listed below the rows of these numbers, as far as there is room
   * @param jobs tells of the number of a row whether it is a job
   * @param now the time of day
   */
  List<Line> of(
      List<Row> rows,
      Map<Long, List<RunningTask>> tasks,
      LongPredicate jobs,
      Size size,
      LocalDateTime now,
      Theme theme) {
    // The last column stays free: writing into it wraps on some terminals and not on others.
    int width = Math.max(1, size.columns() - 1);
    // A row that scrolls off the top can never be erased again, so the frame must always fit.
    int room = Math.max(1, size.rows() - 2);
    Map<Long, List<RunningTask>> listed =
        size.columns() < TaskLayout.MIN_COLUMNS ? Map.of() : tasks;
    Screen screen = new Screen(listed, jobs, width, room, now, theme);
    long outer = rows.stream().filter(row -> row.depth() == 0).count();
    if (outer > 1 && (outer > MANY || outer > room)) {
      return manyJobs(rows.stream().filter(row -> row.depth() == 0).toList(), screen);
    }
    if (rows.size() <= room) {
      return withTasks(rows, screen);
    }
    List<Row> kept = outermost(rows, Math.max(1, room - 1));
    List<Line> lines = new ArrayList<>(bars(kept, screen));
    if (lines.size() < room) {
      lines.add(note("", theme.ellipsis() + " " + (rows.size() - kept.size()) + " more", screen));
    }
    return lines;
  }

  private List<Line> manyJobs(List<Row> rows, Screen screen) {
    int lines = Math.min(MANY, screen.room);
    List<Row> shown = jobPlaces.of(rows, Math.max(0, lines - 2));
    List<Row> bars = new ArrayList<>();
    bars.add(JobGroup.sum(rows));
    shown.forEach(row -> bars.add(nested(row)));
    List<Line> all = new ArrayList<>(bars(bars, screen));
    if (all.size() < screen.room) {
      all.add(note("  ", screen.theme.ellipsis() + more(rows, shown), screen));
    }
    return all;
  }

  private static Row nested(Row row) {
    Row.Builder nested = row.toBuilder();
    nested.depth = 1;
    return nested.build();
  }

  /** The jobs without a bar of their own, and where something failed. */
  private static String more(List<Row> rows, List<Row> shown) {
    List<Row> others = rows.stream().filter(row -> !shown.contains(row)).toList();
    List<String> failed =
        others.stream()
            .filter(row -> row.counts().unsuccessful() > 0)
            .map(row -> ControlEscapes.of(row.label()))
            .toList();
    return " "
        + others.size()
        + " more"
        + (failed.isEmpty()
            ? ""
            : ", " + failed.size() + " with failures: " + String.join(", ", failed));
  }

  /** The rows, and below each its note and as many of its tasks as there is room for. */
  private List<Line> withTasks(List<Row> rows, Screen screen) {
    List<Line> bars = bars(rows, screen);
    List<Line> lines = new ArrayList<>();
    int left = screen.room - bars.size();
    for (int i = 0; i < bars.size(); i++) {
      lines.add(bars.get(i));
      Row row = rows.get(i);
      List<RunningTask> tasks = screen.tasks.getOrDefault(row.id(), List.of());
      List<Line> below = new ArrayList<>(notes(row, tasks, screen));
      below = below.subList(0, Math.min(below.size(), left));
      List<Line> running = below(row, tasks, left - below.size(), screen);
      lines.addAll(below);
      lines.addAll(running);
      left -= below.size() + running.size();
    }
    return lines;
  }

  private static List<Line> notes(Row row, List<RunningTask> tasks, Screen screen) {
    List<Line> notes = new ArrayList<>();
    String indent = "  " + "  ".repeat(Math.min(8, row.depth()));
    boolean told = tasks.stream().anyMatch(task -> task.state() == RunningTask.State.STALLED);
    if (row.stalled() > 0 && !told) {
      notes.add(note(indent, Formats.stalled(row), screen));
    }
    if (!row.note().isEmpty() && tasks.stream().noneMatch(RunningTask::holdsUp)) {
      notes.add(note(indent, ControlEscapes.of(row.note()), screen));
    }
    return notes;
  }

  private static Line note(String indent, String text, Screen screen) {
    String cut = CellWidth.truncate(indent + text, screen.width, screen.theme.ellipsis());
    return new Line.Builder(screen.theme).add(cut, Style.PLAIN).build();
  }

  private static List<Line> below(Row row, List<RunningTask> tasks, int room, Screen screen) {
    int most = Math.min(room, TaskList.MAX + 1);
    boolean all = tasks.size() <= Math.min(room, TaskList.MAX);
    // One line alone is better used for a task than to say that there are more.
    List<RunningTask> fitting = all ? tasks : tasks.subList(0, most > 1 ? most - 1 : most);
    List<Line> lines = new ArrayList<>(TaskLayout.of(row, fitting, screen.width, screen.theme));
    if (!all && most > 1) {
      int running = Math.max(row.running(), tasks.size());
      String more = screen.theme.ellipsis() + " " + (running - fitting.size()) + " more";
      lines.add(note("  " + "  ".repeat(Math.min(8, row.depth())), more, screen));
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

  private List<Line> bars(List<Row> rows, Screen screen) {
    Columns columns = columnKeeper.of(rows, screen.jobs, screen.width, screen.theme);
    return rows.stream()
        .map(row -> BarLayout.of(row, columns, screen.width, screen.now, screen.theme))
        .toList();
  }
}
