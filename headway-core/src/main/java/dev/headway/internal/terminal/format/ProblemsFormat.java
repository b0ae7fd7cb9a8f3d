package dev.headway.internal.terminal.format;

import dev.headway.progress.Counts;
import dev.headway.progress.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * What did not go well, in words, such as {@code 11 failed (2 timed out), 13 retries}, and what was
 * done before: {@code 9,312,004 before}. Where there is less room it says less, and never hides a
 * failure.
 */
public final class ProblemsFormat {

  private ProblemsFormat() {}

  /** All that there is to say, in colours; empty if nothing. */
  public static Line all(Counts counts, Unit unit, Theme theme) {
    return versions(counts, unit, theme).get(0);
  }

  /** As much as fits; the shortest version if none does. */
  public static Line fitting(Counts counts, Unit unit, int cells, Theme theme) {
    List<Line> versions = versions(counts, unit, theme);
    return versions.stream()
        .filter(line -> line.cells() <= cells)
        .findFirst()
        .orElse(versions.get(versions.size() - 1));
  }

  /** The cells of all numbers, without the kinds of failures. */
  public static int allCells(Counts counts, Unit unit, Theme theme) {
    long bad = counts.failed() + counts.timedOut() + counts.crashed();
    String failed = bad == 0 ? "" : failed(counts, bad);
    return line(theme, failed, "", dropped(counts), retries(counts), before(counts, unit)).cells();
  }

  /** The cells of the shortest version. */
  public static int leastCells(Counts counts, Unit unit, Theme theme) {
    List<Line> versions = versions(counts, unit, theme);
    return versions.get(versions.size() - 1).cells();
  }

  /** The versions, the longest first. There is one at least. */
  public static List<Line> versions(Counts counts, Unit unit, Theme theme) {
    String kinds = kinds(counts);
    String dropped = dropped(counts);
    String retries = retries(counts);
    long bad = counts.failed() + counts.timedOut() + counts.crashed();
    String failed = bad > 0 ? failed(counts, bad) : "";
    List<Line> all = new ArrayList<>();
    all.add(line(theme, failed, kinds, dropped, retries, before(counts, unit)));
    if (counts.before() > 0) {
      all.add(line(theme, failed, "", dropped, retries, before(counts, unit)));
      all.add(line(theme, failed, kinds, dropped, retries));
    }
    all.add(line(theme, failed, kinds, dropped));
    all.add(line(theme, failed, "", dropped, retries));
    all.add(line(theme, failed, "", dropped));
    if (!failed.isEmpty()) {
      all.add(line(theme, failed, ""));
      all.add(line(theme, bad + " failed", ""));
    } else if (dropped.isEmpty()) {
      // What was done before may be left out where there is no room for it.
      all.removeIf(line -> line.cells() == 0);
      if (all.isEmpty() || counts.before() > 0) {
        all.add(line(theme, "", ""));
      }
    }
    return all;
  }

  /** All failures by one number, or by its kind if they are all of the same. */
  private static String failed(Counts counts, long bad) {
    if (counts.timedOut() == bad) {
      return bad + " timed out";
    }
    return bad + (counts.crashed() == bad ? " crashed" : " failed");
  }

  private static String kinds(Counts counts) {
    List<String> kinds = new ArrayList<>();
    long bad = counts.failed() + counts.timedOut() + counts.crashed();
    if (counts.timedOut() > 0 && counts.timedOut() < bad) {
      kinds.add(counts.timedOut() + " timed out");
    }
    if (counts.crashed() > 0 && counts.crashed() < bad) {
      kinds.add(counts.crashed() + " crashed");
    }
    return kinds.isEmpty() ? "" : " (" + String.join(", ", kinds) + ")";
  }

  private static String dropped(Counts counts) {
    return counts.cancelled() > 0 ? counts.cancelled() + " cancelled" : "";
  }

  private static String retries(Counts counts) {
    long retried = counts.retried();
    return retried == 0 ? "" : retried == 1 ? "1 retry" : retried + " retries";
  }

  /** What was done before this run, such as {@code 9,312,004 before}; empty if nothing. */
  public static String before(Counts counts, Unit unit) {
    return counts.before() == 0 ? "" : AmountFormat.exact(counts.before(), unit) + " before";
  }

  private static Line line(Theme theme, String failed, String kinds, String... others) {
    Line.Builder line = new Line.Builder(theme);
    line.add(failed, Style.FAILED).add(kinds, Style.PLAIN);
    boolean first = failed.isEmpty();
    for (String more : others) {
      if (!more.isEmpty()) {
        line.add((first ? "" : ", ") + more, Style.PLAIN);
        first = false;
      }
    }
    return line.build();
  }
}
