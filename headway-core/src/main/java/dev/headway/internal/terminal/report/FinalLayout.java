package dev.headway.internal.terminal.report;

import dev.headway.internal.terminal.format.AmountFormat;
import dev.headway.internal.terminal.format.CellWidth;
import dev.headway.internal.terminal.format.Formats;
import dev.headway.internal.terminal.format.Line;
import dev.headway.internal.terminal.format.ProblemsFormat;
import dev.headway.internal.terminal.format.Shares;
import dev.headway.internal.terminal.format.Style;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * The last line of a row, which stays when it has ended: how it ended, how much was done, in which
 * time, and what failed. It has no bar, which would always be full, and always the time.
 *
 * <pre>{@code
 * ✗ thumbnails  69 of 80 succeeded in 0:29, 11 failed (2 timed out), 13 retries
 * }</pre>
 */
public final class FinalLayout {

  /** How a row ended. */
  private enum End {
    GOOD("✓", "ok", Style.GOOD),
    FAILED("✗", "FAILED", Style.FAILED),
    STOPPED("■", "stopped", Style.WARNING),
    ENDED("!", "ended", Style.WARNING);

    private final String sign;
    private final String word;
    private final Style style;

    End(String sign, String word, Style style) {
      this.sign = sign;
      this.word = word;
      this.style = style;
    }

    static End of(Row row) {
      if (row.state() == Row.State.STOPPED) {
        return STOPPED;
      }
      if (row.counts().unsuccessful() > 0) {
        return FAILED;
      }
      return row.complete() ? GOOD : ENDED;
    }
  }

  private static final int MIN_LABEL = 4;

  private FinalLayout() {}

  /**
   * Lays out the last line of a row. When it is too long, the speed goes first, then the kinds of
   * failures, then the end of the label; never the time.
   */
  public static Line of(Row row, int width, Theme theme) {
    String label = Formats.label(row);
    Line last = Line.EMPTY;
    for (Line line : versions(row, label, theme)) {
      last = line;
      if (line.fits(width)) {
        return line;
      }
    }
    int over = last.cells() + CellWidth.doubt(last.text()) - width;
    int cells = CellWidth.of(label) - over;
    String shorter = cells < MIN_LABEL ? "" : CellWidth.truncate(label, cells, theme.ellipsis());
    List<Line> all = versions(row, shorter, theme);
    last = all.get(all.size() - 1);
    if (last.fits(width)) {
      return last;
    }
    String cut = CellWidth.truncate(last.text().strip(), width, theme.ellipsis());
    return new Line.Builder(theme).add(cut, Style.PLAIN).build();
  }

  private static List<Line> versions(Row row, String label, Theme theme) {
    Line core = core(row, label, amount(row), theme);
    Counts counts = row.counts();
    Double rate = End.of(row) == End.GOOD ? Shares.meanRate(row) : null;
    List<Line> all = new ArrayList<>();
    if (rate != null) {
      String before = ProblemsFormat.before(counts, row.unit());
      String words = before.isEmpty() ? ", " : ", " + before + ", ";
      all.add(with(core, words + Formats.rate(rate, row.unit()), Line.EMPTY, theme));
    }
    List<Line> problems = ProblemsFormat.versions(counts, row.unit(), theme);
    problems.forEach(line -> all.add(with(core, line.cells() == 0 ? "" : ", ", line, theme)));
    Line shortest = problems.get(problems.size() - 1);
    Line shortCore = core(row, label, shortAmount(row), theme);
    all.add(with(shortCore, shortest.cells() == 0 ? "" : ", ", shortest, theme));
    return all;
  }

  private static Line core(Row row, String label, String amount, Theme theme) {
    End end = End.of(row);
    String name = label.strip();
    Line.Builder line = new Line.Builder(theme);
    line.add(" ".repeat(label.length() - label.stripLeading().length()), Style.PLAIN);
    line.add(theme.unicode() ? end.sign : end.word, end.style).add(" ", Style.PLAIN);
    line.add(name, Style.LABEL).add(name.isEmpty() ? "" : "  ", Style.PLAIN);
    // In ASCII the first word says so already.
    String verb = theme.unicode() || end == End.FAILED ? verb(row) : "";
    String text = amount + time(row);
    if (!verb.isEmpty()) {
      text = wentWrong(row) ? verb + time(row) + ", " + amount : verb + " at " + text;
    }
    return line.add(text, Style.PLAIN).build();
  }

  private static Line with(Line core, String text, Line more, Theme theme) {
    return new Line.Builder(theme).add(core).add(text, Style.PLAIN).add(more).build();
  }

  private static boolean isCut(Row row) {
    return row.state() == Row.State.STOPPED || !row.complete();
  }

  private static String verb(Row row) {
    return row.state() == Row.State.STOPPED ? "stopped" : row.complete() ? "" : "ended";
  }

  /** Whether what was done is less than what was tried. */
  private static boolean wentWrong(Row row) {
    return row.counts().unsuccessful() > 0;
  }

  /** What was done: what went well, if not all did. */
  private static long done(Row row) {
    Counts counts = row.counts();
    return wentWrong(row) || !isCut(row) ? counts.succeeded() + counts.before() : Shares.done(row);
  }

  /** How many there were; if nobody knew, as many as have ended. */
  private static long all(Row row) {
    Long total = row.total();
    return total != null ? total : Math.max(done(row), row.counts().settled());
  }

  /** How many are done, such as {@code 69 of 80}. Of a whole success one number is enough. */
  private static String amount(Row row) {
    String exact = AmountFormat.exact(done(row), row.unit());
    return isWhole(row)
        ? exact
        : exact
            + " of "
            + AmountFormat.exact(all(row), row.unit())
            + (wentWrong(row) ? " succeeded" : "");
  }

  /** The same in a few characters, for narrow terminals. */
  private static String shortAmount(Row row) {
    return isWhole(row) ? amount(row) : AmountFormat.progress(done(row), all(row), row.unit());
  }

  private static boolean isWhole(Row row) {
    return done(row) == all(row) && (!isCut(row) || row.total() == null);
  }

  private static String time(Row row) {
    return (isCut(row) ? " after " : " in ") + Formats.elapsed(row.elapsedNanos());
  }

  /**
   * The same as words for a log, such as {@code finished, 69 of 80 succeeded in 0:29, 11 failed}.
   */
  public static String words(Row row) {
    End end = End.of(row);
    String state =
        row.state() == Row.State.STOPPED ? "stopped, " : row.complete() ? "finished, " : "ended, ";
    Double rate = end == End.GOOD ? Shares.meanRate(row) : null;
    String problems = Formats.problems(row.counts(), row.unit());
    return state
        + amount(row)
        + time(row)
        + (problems.isEmpty() ? "" : ", " + problems)
        + (rate == null ? "" : ", " + Formats.rate(rate, row.unit()));
  }
}
