package dev.headway.internal.terminal.layout;

import dev.headway.internal.terminal.format.AmountFormat;
import dev.headway.internal.terminal.format.CellWidth;
import dev.headway.internal.terminal.format.ColumnLine;
import dev.headway.internal.terminal.format.Formats;
import dev.headway.internal.terminal.format.Line;
import dev.headway.internal.terminal.format.NameFormat;
import dev.headway.internal.terminal.format.Style;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import dev.headway.progress.SubProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lays the running tasks of a row out as lines below its bar: a pure function of the tasks, the
 * width and the theme. A line that is too long drops its fields one after the other.
 *
 * <pre>{@code
 * 2024/summer.mov  1:02  slow (half take under 9 s)  45%  decode 450/1000     worker 2, pid 4711
 * }</pre>
 */
final class TaskLayout {

  /** A narrower terminal shows the bar alone. */
  static final int MIN_COLUMNS = 40;

  /** The steps of shortening, in this order, until the line fits. */
  private enum Step {
    WORKER,
    SECOND_PROGRESS,
    TYPICAL,
    SHORT_WORDS,
    NAME_24,
    PROGRESS_LABEL,
    NAME_16,
    PADDING,
    PROGRESS,
    NAME_12
  }

  private static final int GAP = 2;

  private final Row row;
  private final int width;
  private final Theme theme;
  private final int indent;
  private final int ages;

  private TaskLayout(Row row, List<RunningTask> tasks, int width, Theme theme) {
    this.row = row;
    this.width = width;
    this.theme = theme;
    this.indent = GAP + 2 * Math.min(8, row.depth());
    this.ages = tasks.stream().mapToInt(task -> age(task).length()).max().orElse(0);
  }

  /**
   * Lays out tasks.
   *
   * @param row the row whose tasks these are
   * @param width how many cells a line may take
   */
  static List<Line> of(Row row, List<RunningTask> tasks, int width, Theme theme) {
    TaskLayout layout = new TaskLayout(row, tasks, width, theme);
    int most = Math.max(12, width * 2 / 5);
    int names = tasks.stream().mapToInt(task -> layout.nameCells(task, most)).max().orElse(0);
    return tasks.stream().map(task -> layout.line(task, names)).toList();
  }

  private int nameCells(RunningTask task, int most) {
    return CellWidth.of(NameFormat.fit(ControlEscapes.of(task.name()), most, theme));
  }

  private Line line(RunningTask task, int names) {
    Fields fields = new Fields(task, names);
    Line line = fields.line();
    for (Step step : Step.values()) {
      if (line.cells() <= width) {
        return line;
      }
      fields.giveUp(step);
      line = fields.line();
    }
    if (line.cells() <= width) {
      return line;
    }
    String cut = CellWidth.truncate(line.text(), width, theme.ellipsis());
    return new Line.Builder(theme).add(cut, Style.PLAIN).build();
  }

  private static String age(RunningTask task) {
    return Formats.elapsed(task.ageNanos());
  }

  /** The fields of one task. */
  private final class Fields {
    private final RunningTask task;
    private int names;
    private int padded;
    private boolean typical = true;
    private boolean longWords = true;
    private boolean labelled = true;
    private boolean progress = true;
    private boolean second = true;
    private boolean worker = true;

    Fields(RunningTask task, int names) {
      this.task = task;
      this.names = names;
      this.padded = names;
    }

    void giveUp(Step step) {
      switch (step) {
        case WORKER -> worker = false;
        case SECOND_PROGRESS -> second = false;
        case TYPICAL -> typical = false;
        case SHORT_WORDS -> longWords = false;
        case NAME_24 -> names = Math.min(names, 24);
        case PROGRESS_LABEL -> labelled = false;
        case NAME_16 -> names = Math.min(names, 16);
        case PADDING -> padded = 0;
        case PROGRESS -> progress = false;
        case NAME_12 -> names = Math.min(names, 12);
      }
      padded = Math.min(padded, names);
    }

    Line line() {
      String name = NameFormat.fit(ControlEscapes.of(task.name()), names, theme);
      int nameEnd = indent + Math.max(padded, CellWidth.of(name));
      ColumnLine line = new ColumnLine(theme).from(indent, name, Style.PLAIN);
      int at = nameEnd + GAP + (padded == 0 ? age(task).length() : ages);
      line.upTo(at, age(task), Style.PLAIN);
      for (Line field : fields()) {
        line.from(at + GAP, field);
        at += GAP + field.cells();
      }
      String place = task.place();
      String where = task.pid() == null ? "" : ", pid " + task.pid();
      where = place == null ? where : ", " + ControlEscapes.of(place);
      String who = "worker " + task.worker() + where;
      // At the right, so that it stays in its place; only where it is no hindrance.
      boolean room = worker && width >= 99 && at + GAP + who.length() <= width;
      return room ? line.upTo(width, who, Style.PLAIN).build() : line.build();
    }

    private List<Line> fields() {
      List<Line> fields = new ArrayList<>();
      fields.add(words());
      List<SubProgress> parts = task.parts();
      if (progress && !parts.isEmpty()) {
        SubProgress first = parts.get(0);
        Double fraction = first.fraction();
        if (fraction != null) {
          long percent = (long) Math.floor(fraction * 100 + 1e-9);
          fields.add(plain(String.format(Locale.ROOT, "%2d%%", percent)));
        }
        String more =
            second && parts.size() > 1
                ? (theme.unicode() ? " › " : " > ") + progress(parts.get(1), true)
                : "";
        fields.add(plain(progress(first, labelled) + more));
      }
      fields.removeIf(field -> field.cells() == 0);
      return fields;
    }

    private Line plain(String text) {
      return new Line.Builder(theme).add(text, Style.PLAIN).build();
    }

    private Line words() {
      String state =
          switch (task.state()) {
            case RUNNING -> "";
            case SLOW -> "slow";
            case STALLED -> "stalled";
            case DEAD -> "worker died";
          };
      Line.Builder words = new Line.Builder(theme).add(state, Style.WARNING);
      Long half = row.typicalNanos();
      if (task.state() == RunningTask.State.SLOW && typical && width >= 99 && half != null) {
        words.add(" (half take under " + Formats.duration(half) + ")", Style.PLAIN);
      }
      if (task.holdsUp()) {
        words.add(state.isEmpty() ? "" : ", ", Style.PLAIN);
        words.add("holds up the results", Style.PLAIN);
        words.add(longWords ? " (in order)" : "", Style.PLAIN);
      }
      return words.build();
    }

    private String progress(SubProgress part, boolean named) {
      String amount =
          part.total() == null // Not "done", or the task seems to be.
              ? AmountFormat.exact(part.done(), part.unit()) + " so far"
              : AmountFormat.progress(part.done(), part.total(), part.unit());
      boolean label = named && !part.label().isEmpty();
      return (label ? ControlEscapes.of(part.label()) + " " : "") + amount;
    }
  }
}
