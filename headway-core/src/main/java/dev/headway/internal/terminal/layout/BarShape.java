package dev.headway.internal.terminal.layout;

import dev.headway.internal.terminal.format.Line;
import dev.headway.internal.terminal.format.Shares;
import dev.headway.internal.terminal.format.Style;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;

/**
 * The bar itself: how much is done, in eighths of a cell, how much of that was done before and
 * ended badly, and how far the running tasks say that they are.
 */
final class BarShape {

  private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

  private BarShape() {}

  /** Draws a bar of this width. */
  static Line of(Row row, double fraction, int width, Theme theme) {
    int cells = theme.unicode() || width < 3 ? width : width - 2; // The ends of an ASCII bar.
    double done = Math.min(1, Math.max(0, fraction));
    Counts counts = row.counts();
    int eighths = (int) Math.floor(done * cells * 8 + 1e-9);
    if (!theme.unicode() || counts.unsuccessful() > 0 || counts.before() > 0) {
      eighths -= eighths % 8; // Patterns are for whole cells only.
    }
    int filled = (eighths + 7) / 8;
    int failed = share(counts.unsuccessful(), counts, filled);
    int before = Math.min(filled - failed, share(counts.before(), counts, filled));
    int ahead = Math.min(cells, (int) Math.floor((done + ahead(row)) * cells + 1e-9)) - filled;
    String whole = blocks(eighths, theme);
    Line.Builder bar = new Line.Builder(theme);
    bar.add(cells < width ? "[" : "", Style.TRACK);
    bar.add((theme.unicode() ? "▓" : "%").repeat(before), Style.BAR_BEFORE);
    bar.add(whole.substring(before, filled - failed), Style.BAR);
    bar.add((theme.unicode() ? "▒" : "x").repeat(failed), Style.BAR_FAILED);
    bar.add((theme.unicode() ? "░" : "=").repeat(Math.max(0, ahead)), Style.BAR);
    int rest = cells - filled - Math.max(0, ahead);
    bar.add((theme.unicode() ? "·" : "-").repeat(rest), Style.TRACK);
    bar.add(cells < width ? "]" : "", Style.TRACK);
    return bar.build();
  }

  /** The part of all that the running tasks report of themselves. It never counts as done. */
  private static double ahead(Row row) {
    Long total = row.total();
    if (total == null || total == 0 || Shares.isWeighed(row)) {
      return 0;
    }
    double sum = 0;
    for (RunningTask task : row.longest()) {
      Double fraction = task.fraction();
      sum += fraction == null ? 0 : Math.min(1, Math.max(0, fraction));
    }
    return sum / total;
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
}
