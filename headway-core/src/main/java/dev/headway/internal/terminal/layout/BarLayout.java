package dev.headway.internal.terminal.layout;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lays one row out as one line: a pure function of the row, the width and the theme. When the line
 * is too long, it drops its fields one after the other, the least important first.
 */
final class BarLayout {

  /** The steps of shortening, in this order, until the line fits. */
  private enum Step {
    RANGE,
    NOTE_SHORTER,
    RATE,
    LABEL_24,
    BAR_10,
    NOTE,
    ELAPSED,
    PROBLEMS_AS_SIGNS,
    PADDING,
    LABEL_12,
    BAR_5,
    REST,
    BAR,
    LABEL_8,
    COUNTS,
    LABEL_4,
    STATE,
    STALLED,
    PROBLEMS,
    LABEL
  }

  private static final int NOTE_CELLS = 24;

  private final Row row;
  private final Theme theme;
  private String label;
  private int labelCells;
  private final String percent;
  private String state;
  private int bar;
  private String counts;
  private String problems;
  private String stalled;
  private String elapsed;
  private String rest;
  private String rate;
  private String note;

  private BarLayout(Row row, int width, int labelCells, Theme theme) {
    this.row = row;
    this.theme = theme;
    boolean going = row.state() == Row.State.RUNNING;
    Long known = Formats.percent(row);
    Double rateNow = row.rate();
    this.label = indented(row);
    this.labelCells = labelCells;
    String left = Formats.left(row);
    this.percent =
        known == null || !left.isEmpty() ? left : String.format(Locale.ROOT, "%3d%%", known);
    this.state = row.state() == Row.State.STOPPED ? "stopped" : "";
    this.bar = known == null ? 0 : Math.min(40, Math.max(5, width / 4));
    this.counts = going ? padded(row) : Formats.progress(row);
    this.problems = problems(row.counts());
    this.stalled = Formats.stalled(row);
    this.elapsed = Formats.elapsed(row.elapsedNanos());
    this.rest = going ? rest(true) : "";
    String unknownRate = going ? "?/s" : "";
    this.rate = rateNow == null ? unknownRate : Formats.rate(rateNow, row.unit());
    this.note = ControlEscapes.of(row.note());
  }

  /**
   * Lays out a row.
   *
   * @param width how many cells the line may take
   * @param labelCells the width that short labels are padded to, where there is room, to align the
   *     rows
   */
  static Line of(Row row, int width, int labelCells, Theme theme) {
    BarLayout layout = new BarLayout(row, width, labelCells, theme);
    Line line = layout.line();
    for (Step step : Step.values()) {
      if (fits(line, width)) {
        return line;
      }
      layout.giveUp(step);
      line = layout.line();
    }
    if (fits(line, width)) {
      return line;
    }
    String cut = CellWidth.truncate(line.text().strip(), width, theme.ellipsis());
    int sure = Math.max(0, width - CellWidth.doubt(cut));
    cut = CellWidth.truncate(cut, sure, theme.ellipsis());
    return new Line.Builder(theme).add(cut, Style.PLAIN).build();
  }

  private static boolean fits(Line line, int width) {
    return line.cells() + CellWidth.doubt(line.text()) <= width;
  }

  private void giveUp(Step step) {
    switch (step) {
      case RANGE -> rest = rest.isEmpty() ? rest : rest(false);
      case PADDING -> labelCells = 0;
      case NOTE_SHORTER -> note = CellWidth.truncate(note, NOTE_CELLS, theme.ellipsis());
      case NOTE -> note = "";
      case RATE -> rate = "";
      case LABEL_24 -> shortenLabel(24);
      case BAR_10 -> bar = Math.min(bar, 10);
      case ELAPSED -> elapsed = "";
      case PROBLEMS_AS_SIGNS -> problems = signs(row.counts());
      case LABEL_12 -> shortenLabel(12);
      case BAR_5 -> bar = Math.min(bar, 5);
      case REST -> rest = "";
      case BAR -> bar = 0;
      case LABEL_8 -> shortenLabel(8);
      case COUNTS -> counts = percent.isEmpty() ? Formats.progress(row) : "";
      case LABEL_4 -> shortenLabel(4);
      case STATE -> state = "";
      case STALLED -> stalled = "";
      case PROBLEMS -> problems = "";
      case LABEL -> label = "";
    }
  }

  private void shortenLabel(int cells) {
    label = CellWidth.truncate(label, cells, theme.ellipsis());
  }

  private Line line() {
    List<Line> fields = new ArrayList<>();
    boolean going = row.state() == Row.State.RUNNING;
    boolean bad = row.counts().unsuccessful() > 0;
    field(fields, CellWidth.pad(label, labelCells), Style.PLAIN);
    field(fields, percent, going ? Style.PLAIN : BarShape.colour(row));
    field(fields, state, Style.DOUBTFUL);
    if (bar > 0) {
      Double fraction = row.fraction();
      Line.Builder drawn = new Line.Builder(theme);
      BarShape.draw(drawn, row, row.complete() || fraction == null ? 1 : fraction, bar, theme);
      fields.add(drawn.build());
    } else if (percent.isEmpty() && going) {
      field(fields, theme.activity(row.elapsedNanos()), Style.GOING);
    }
    field(fields, counts, Style.PLAIN);
    field(fields, problems, bad ? Style.BAD : Style.PLAIN);
    field(fields, stalled, Style.DOUBTFUL);
    field(fields, elapsed, Style.DIM);
    field(fields, rest, Style.PLAIN);
    field(fields, rate, Style.DIM);
    field(fields, note, Style.DOUBTFUL);
    StringBuilder text = new StringBuilder();
    StringBuilder painted = new StringBuilder();
    int cells = 0;
    for (Line field : fields) {
      String gap = cells == 0 ? "" : " ";
      text.append(gap).append(field.text());
      painted.append(gap).append(field.painted());
      cells += gap.length() + field.cells();
    }
    return new Line(text.toString(), painted.toString(), cells);
  }

  private void field(List<Line> fields, String text, Style style) {
    if (!text.isBlank() || text.length() > 0 && text.length() == labelCells) {
      fields.add(new Line.Builder(theme).add(text, style).build());
    }
  }

  /** Returns the counts, padded to their final width, so that the line does not jump. */
  private static String padded(Row row) {
    String progress = Formats.progress(row);
    Long total = row.total();
    if (total == null) {
      return progress;
    }
    int widest = 2 * Formats.count(total, row.unit()).length() + 1;
    return " ".repeat(Math.max(0, widest - progress.length())) + progress;
  }

  private String rest(boolean asRange) {
    Forecast forecast = row.forecast();
    if (forecast == null) {
      return row.total() == null ? "" : "~-:--";
    }
    return asRange
        ? Formats.range(forecast, theme.dash())
        : "~" + Formats.rest(forecast.likelyNanos());
  }

  private String problems(Counts counts) {
    if (!theme.unicode()) {
      return Formats.problems(counts, " ");
    }
    String others =
        Formats.problems(
            new Counts(
                0, 0, counts.timedOut(), counts.crashed(), counts.cancelled(), counts.retried()),
            " ");
    String failed = sign(counts.failed(), "✗");
    return failed + (failed.isEmpty() || others.isEmpty() ? "" : " ") + others;
  }

  /** Returns the problems in their shortest form. */
  private String signs(Counts counts) {
    String bad =
        sign(counts.failed() + counts.timedOut() + counts.crashed(), theme.unicode() ? "✗" : "x");
    String dropped = sign(counts.cancelled(), theme.unicode() ? "⊘" : "c");
    return bad + (bad.isEmpty() || dropped.isEmpty() ? "" : " ") + dropped;
  }

  private static String sign(long count, String sign) {
    return count > 0 ? sign + count : "";
  }

  private static String indented(Row row) {
    return "  ".repeat(Math.min(8, row.depth())) + ControlEscapes.of(row.label());
  }

  /** Returns the width of a row's label. */
  static int labelCells(Row row) {
    return CellWidth.of(indented(row));
  }
}
