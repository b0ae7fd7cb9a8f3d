package dev.headway.internal.terminal.layout;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.RunningTask;
import dev.headway.progress.SubProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lays one running task out as one line below its bar: a pure function of the task, the width and
 * the theme. When the line is too long, it drops its fields one after the other.
 *
 * <pre>{@code
 * 2024/summer.mov  1:02 slow  45% decode 450/1000 › page 3/8 worker 2 (pid 4711)
 * }</pre>
 */
final class TaskLayout {

  /** A narrower terminal shows the bar alone. */
  static final int MIN_COLUMNS = 40;

  /** The steps of shortening, in this order, until the line fits. */
  private enum Step {
    PID,
    SECOND_PROGRESS,
    WORKER,
    NAME_24,
    PROGRESS_LABEL,
    PADDING,
    NAME_12,
    PROGRESS
  }

  private static final String INDENT = "  ";

  private final RunningTask task;
  private final Theme theme;
  private String name;
  private int nameCells;
  private String progress;
  private String secondProgress;
  private String worker;

  private TaskLayout(RunningTask task, int width, int nameCells, Theme theme) {
    this.task = task;
    this.theme = theme;
    this.nameCells = nameCells;
    this.name = fit(ControlEscapes.of(task.name()), nameCells(width), theme);
    this.progress = task.parts().isEmpty() ? "" : progress(task.parts().get(0), true, true);
    this.secondProgress =
        task.parts().size() < 2
            ? ""
            : (theme.unicode() ? "› " : "> ") + progress(task.parts().get(1), true, false);
    this.worker =
        "worker " + task.worker() + (task.pid() == null ? "" : " (pid " + task.pid() + ")");
  }

  /** How many cells a name may take at most. */
  private static int nameCells(int width) {
    return Math.max(12, width * 2 / 5);
  }

  /** The cells that the name of a task would take. */
  static int nameCells(RunningTask task, int width, Theme theme) {
    return CellWidth.of(fit(ControlEscapes.of(task.name()), nameCells(width), theme));
  }

  /**
   * Lays out a task.
   *
   * @param width how many cells the line may take
   * @param nameCells the width that short names are padded to, where there is room, to align the
   *     lines
   */
  static Line of(RunningTask task, int width, int nameCells, Theme theme) {
    TaskLayout layout = new TaskLayout(task, width, nameCells, theme);
    Line line = layout.line();
    for (Step step : Step.values()) {
      if (line.cells() <= width) {
        return line;
      }
      layout.giveUp(step);
      line = layout.line();
    }
    if (line.cells() <= width) {
      return line;
    }
    String cut = CellWidth.truncate(line.text(), width, theme.ellipsis());
    return new Line.Builder(theme).add(cut, Style.PLAIN).build();
  }

  private void giveUp(Step step) {
    switch (step) {
      case PID -> worker = "worker " + task.worker();
      case SECOND_PROGRESS -> secondProgress = "";
      case WORKER -> worker = "";
      case NAME_24 -> shortenName(24);
      case PROGRESS_LABEL ->
          progress = progress.isEmpty() ? "" : progress(task.parts().get(0), false, true);
      case PADDING -> nameCells = 0;
      case NAME_12 -> shortenName(12);
      case PROGRESS -> progress = "";
    }
  }

  private void shortenName(int cells) {
    name = fit(name, cells, theme);
    nameCells = Math.min(nameCells, cells);
  }

  private Line line() {
    Line.Builder line = new Line.Builder(theme);
    line.add(INDENT + CellWidth.pad(name, nameCells), Style.PLAIN);
    add(line, Formats.elapsed(task.ageNanos()), Style.DIM);
    add(
        line,
        state(task.state()),
        task.state() == RunningTask.State.DEAD ? Style.BAD : Style.DOUBTFUL);
    add(line, progress, Style.PLAIN);
    add(line, secondProgress, Style.DIM);
    add(line, worker, Style.DIM);
    return line.build();
  }

  private static void add(Line.Builder line, String text, Style style) {
    if (!text.isEmpty()) {
      line.add(" ", Style.PLAIN).add(text, style);
    }
  }

  private static String state(RunningTask.State state) {
    return state == RunningTask.State.RUNNING ? "" : state.name().toLowerCase(Locale.ROOT);
  }

  /** Returns how far a sub-progress is, such as {@code 45% decode 450/1000}. */
  private static String progress(SubProgress progress, boolean labelled, boolean percent) {
    List<String> words = new ArrayList<>();
    Double fraction = progress.fraction();
    if (percent && fraction != null) {
      words.add(String.format(Locale.ROOT, "%3d%%", (long) Math.floor(fraction * 100 + 1e-9)));
    }
    if (labelled && !progress.label().isEmpty()) {
      words.add(ControlEscapes.of(progress.label()));
    }
    Long total = progress.total();
    words.add(
        Formats.count(progress.done(), progress.unit())
            + "/"
            + (total == null ? "?" : Formats.count(total, progress.unit())));
    return String.join(" ", words);
  }

  /** Cuts a name to this width. Of a path without spaces it keeps the end. */
  private static String fit(String name, int cells, Theme theme) {
    if (CellWidth.of(name) <= cells || name.indexOf('/') < 0 || name.indexOf(' ') >= 0) {
      return CellWidth.truncate(name, cells, theme.ellipsis());
    }
    int room = cells - CellWidth.of(theme.ellipsis());
    int at = 0;
    while (at < name.length() && CellWidth.of(name.substring(at)) > room) {
      at += Character.charCount(name.codePointAt(at));
    }
    return theme.ellipsis() + name.substring(at);
  }
}
