package dev.headway.internal.terminal.format;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.Unit;
import java.util.Locale;

/** Numbers as people read them. What is unknown has a text of its own or none, never a zero. */
public final class Formats {

  private static final long SECOND = 1_000_000_000L;

  private Formats() {}

  /**
   * What did not go well, such as {@code 11 failed (2 timed out), 13 retries}; empty if nothing.
   */
  public static String problems(Counts counts) {
    return problems(counts, Unit.ITEMS);
  }

  /** The same of a progress that counts something else than tasks. */
  public static String problems(Counts counts, Unit unit) {
    return ProblemsFormat.all(counts, unit, new Theme(false, false)).text();
  }

  /** Workers that stand still, such as {@code 1 worker stalled}; empty if none does. */
  public static String stalled(Row row) {
    int stalled = row.stalled();
    return stalled == 0 ? "" : stalled == 1 ? "1 worker stalled" : stalled + " workers stalled";
  }

  /** Time that has passed, rounded down: {@code 0:05}, {@code 1:02:03}. */
  public static String elapsed(long nanos) {
    return clock(nanos / SECOND);
  }

  /** The time left, such as {@code 2-5m left}. */
  public static String left(Forecast forecast, String dash) {
    return RemainingTimeFormat.left(forecast, dash);
  }

  /** The label of a row, behind the space for its depth. */
  public static String label(Row row) {
    return "  ".repeat(Math.min(8, row.depth())) + ControlEscapes.of(row.label());
  }

  private static String clock(long seconds) {
    long hours = seconds / 3600;
    String minutesAndSeconds =
        hours > 0
            ? String.format(Locale.ROOT, "%d:%02d", hours, seconds / 60 % 60)
            : Long.toString(seconds / 60);
    return minutesAndSeconds + String.format(Locale.ROOT, ":%02d", seconds % 60);
  }

  /** The speed, such as {@code 3.2/s}, {@code 1.2 MB/s} or, when slow, {@code 4.1 s each}. */
  public static String rate(double perSecond, Unit unit) {
    if (unit == Unit.BYTES) {
      return AmountFormat.bytes((long) perSecond) + "/s";
    }
    if (perSecond >= 100 || perSecond == 0) {
      return (long) perSecond + "/s";
    }
    if (perSecond >= 1) {
      return oneDecimal(perSecond) + "/s";
    }
    double seconds = 1 / perSecond;
    return seconds < 60
        ? oneDecimal(seconds) + " s each"
        : clock((long) Math.min(seconds, 1e15)) + " each";
  }

  /** How long something took: {@code 0.31 s}, {@code 12.1 s}, {@code 1:02}. */
  public static String duration(long nanos) {
    double seconds = nanos / 1e9;
    if (seconds >= 60) {
      return elapsed(nanos);
    }
    return (seconds < 1 ? String.format(Locale.ROOT, "%.2f", seconds) : oneDecimal(seconds)) + " s";
  }

  private static String oneDecimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
