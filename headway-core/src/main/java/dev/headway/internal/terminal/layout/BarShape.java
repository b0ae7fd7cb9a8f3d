package dev.headway.internal.terminal.layout;

import dev.headway.progress.Counts;
import dev.headway.progress.Row;

/** The bar itself: how much is done, and how much of that ended badly, in eighths of a cell. */
final class BarShape {

  private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

  private BarShape() {}

  /** Adds a bar of this width, not counting its two ends. */
  static void draw(Line.Builder to, Row row, double fraction, int cells, Theme theme) {
    int eighths = (int) Math.floor(Math.min(1, Math.max(0, fraction)) * cells * 8 + 1e-9);
    Counts counts = row.counts();
    boolean patterns = !theme.colour() && counts.unsuccessful() > 0;
    if (!theme.unicode() || patterns) {
      eighths -= eighths % 8; // Patterns are for whole cells only.
    }
    int filled = (eighths + 7) / 8;
    int bad = share(counts.failed() + counts.timedOut() + counts.crashed(), counts, filled);
    int dropped = Math.min(filled - bad, share(counts.cancelled(), counts, filled));
    String whole = blocks(eighths, theme);
    String good = whole.substring(0, filled - bad - dropped);
    to.add(theme.unicode() ? "|" : "[", Style.DIM);
    to.add(good, colour(row));
    to.add(marked(whole, good.length(), bad, theme, 'x', '▒'), Style.BAD);
    to.add(marked(whole, good.length() + bad, dropped, theme, '~', '░'), Style.DOUBTFUL);
    to.add((theme.unicode() ? " " : "-").repeat(cells - filled), Style.DIM);
    to.add(theme.unicode() ? "|" : "]", Style.DIM);
  }

  /** The colour of what ended well; only a whole success is green. */
  static Style colour(Row row) {
    if (row.state() == Row.State.RUNNING) {
      return Style.GOING;
    }
    return row.complete() && row.counts().unsuccessful() == 0 ? Style.GOOD : Style.DOUBTFUL;
  }

  private static String blocks(int eighths, Theme theme) {
    if (!theme.unicode()) {
      return "#".repeat(eighths / 8);
    }
    int part = eighths % 8;
    String end = part == 0 ? "" : EIGHTHS.substring(part, part + 1);
    return "█".repeat(eighths / 8) + end;
  }

  /** The cells for a part of what is done: at least one, so that a single failure can be seen. */
  private static int share(long part, Counts counts, int filled) {
    if (part <= 0 || filled == 0) {
      return 0;
    }
    double exact = (double) part / Math.max(1, counts.settled()) * filled;
    return (int) Math.min(filled, Math.max(1, Math.round(exact)));
  }

  /** A part of the bar; where it cannot have a colour, its whole cells get another pattern. */
  private static String marked(
      String whole, int from, int cells, Theme theme, char ascii, char shade) {
    String part = whole.substring(from, from + cells);
    if (!theme.unicode()) {
      return part.replace('#', ascii);
    }
    return theme.colour() ? part : part.replace('█', shade);
  }
}
