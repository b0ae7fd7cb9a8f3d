package dev.headway.internal.terminal.layout;

import dev.headway.internal.terminal.format.AmountFormat;
import dev.headway.internal.terminal.format.CellWidth;
import dev.headway.internal.terminal.format.ColumnLine;
import dev.headway.internal.terminal.format.Formats;
import dev.headway.internal.terminal.format.Line;
import dev.headway.internal.terminal.format.ProblemsFormat;
import dev.headway.internal.terminal.format.ReadyTime;
import dev.headway.internal.terminal.format.RemainingTimeFormat;
import dev.headway.internal.terminal.format.Shares;
import dev.headway.internal.terminal.format.Style;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import java.time.LocalDateTime;
import java.util.Locale;

/**
 * Lays one running row out as one line, in the columns of its frame: a pure function of the row,
 * the columns, the time of day and the theme.
 *
 * <pre>{@code
 * thumbnails  23% ████▌···············  19/80     6 failed  25–40s left  0:09 elapsed
 * }</pre>
 */
final class BarLayout {

  private final Row row;
  private final Columns columns;
  private final Theme theme;
  private final LocalDateTime now;

  private BarLayout(Row row, Columns columns, LocalDateTime now, Theme theme) {
    this.row = row;
    this.columns = columns;
    this.now = now;
    this.theme = theme;
  }

  /**
   * Lays out a row.
   *
   * @param width how many cells the line may take at most
   * @param now the time of day, to say when it will be ready
   */
  static Line of(Row row, Columns columns, int width, LocalDateTime now, Theme theme) {
    Line line = new BarLayout(row, columns, now, theme).line();
    if (line.fits(width)) {
      return line;
    }
    String cut = CellWidth.truncate(line.text().strip(), width, theme.ellipsis());
    int sure = Math.max(0, width - CellWidth.doubt(cut));
    cut = CellWidth.truncate(cut, sure, theme.ellipsis());
    return new Line.Builder(theme).add(cut, Style.PLAIN).build();
  }

  private Line line() {
    ColumnLine line = new ColumnLine(theme);
    String label = CellWidth.truncate(Formats.label(row), columns.label(), theme.ellipsis());
    line.from(0, label, Style.LABEL);
    Long percent = Shares.percent(row);
    Double fraction = Shares.fraction(row);
    if (percent != null) {
      percent(line, percent);
      if (columns.bar() > 0) {
        double drawn = fraction == null ? 1 : fraction;
        line.upTo(columns.barEnd(), BarShape.of(row, drawn, columns.bar(), theme));
      }
    } else if (columns.bar() > 0 && columns.count() > 0) {
      int begin = columns.barEnd() - columns.bar();
      line.from(begin, theme.activity(row.elapsedNanos()), Style.BAR);
    }
    if (columns.count() > 0) {
      line.upTo(columns.countEnd(), AmountFormat.progress(row), Style.PLAIN);
    } else if (percent == null) {
      int begin = columns.percentEnd() - columns.percent() + (columns.label() > 0 ? 1 : 0);
      line.from(begin, AmountFormat.progress(row), Style.PLAIN);
    }
    Line problems = ProblemsFormat.fitting(row.counts(), row.unit(), columns.problems(), theme);
    line.upTo(columns.problemsEnd(), problems);
    if (columns.left() > 0) {
      // While nothing failed, there is room for longer words.
      int room = problems.cells() > 0 ? columns.left() : columns.leftEnd() - columns.countEnd() - 2;
      line.upTo(columns.leftEnd(), left(room), Style.PLAIN);
      line.append(columns.more() > 0 ? more() : "", Style.PLAIN);
    }
    if (columns.elapsed() > 0) {
      String elapsed = Formats.elapsed(row.elapsedNanos()) + Columns.ELAPSED;
      line.upTo(columns.elapsedEnd(), elapsed, Style.PLAIN);
    }
    Double rate = row.rate();
    if (columns.rate() > 0 && rate != null) {
      line.upTo(columns.cells(), Formats.rate(rate, row.unit()), Style.PLAIN);
    }
    return line.build();
  }

  private void percent(ColumnLine line, long percent) {
    boolean weighed = columns.percent() == Columns.BY_WEIGHT;
    int numberEnd = columns.percentEnd() - (weighed ? Columns.BY_WEIGHT - Columns.PERCENT : 0);
    String words = weighed && Shares.needsByWeight(row) ? " by weight" : "";
    String number = String.format(Locale.ROOT, "%4d%%", percent).substring(1);
    line.upTo(numberEnd + words.length(), number.strip() + words, Style.PLAIN);
  }

  /** The time that is left, or why it is not known. */
  private String left(int room) {
    Forecast forecast = row.forecast();
    Long total = row.total();
    if (forecast != null) {
      String range = RemainingTimeFormat.left(forecast, theme.dash());
      return range.length() <= room ? range : RemainingTimeFormat.brief(forecast);
    }
    if (total == null) {
      return room > "no total".length() && columns.elapsed() > 0 && columns.percent() > 0
          ? "no total"
          : "";
    }
    if (Shares.done(row) >= total) {
      return "";
    }
    if (row.starting() > 0) {
      long starting = Math.min(row.starting(), total);
      String words = "starting " + starting + (starting == 1 ? " worker" : " workers");
      return words.length() <= room ? words : "starting";
    }
    return "estimating";
  }

  private String more() {
    Forecast forecast = row.forecast();
    if (forecast == null) {
      return "";
    }
    String ready = ReadyTime.of(forecast, now);
    String most = RemainingTimeFormat.upTo(forecast);
    return !ready.isEmpty() ? ", " + ready : most.isEmpty() ? "" : " " + most;
  }
}
