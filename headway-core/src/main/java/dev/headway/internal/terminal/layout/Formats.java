package dev.headway.internal.terminal.layout;

import dev.headway.progress.Counts;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.Unit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them. What is unknown has a text of its own or none, never a zero. */
public final class Formats {

  private static final long SECOND = 1_000_000_000L;
  private static final String[] MULTIPLES = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private Formats() {}

  /** The part done in whole percent, rounded down; null if unknown. 100 only if all is settled. */
  static @Nullable public Long percent(Row row) {
    Double fraction = row.fraction();
    if (fraction == null && row.total() == null) {
      return null;
    }
    if (row.complete()) {
      return 100L;
    }
    if (fraction == null) {
      return null;
    }
    // A hundredth may have no exact binary form: 0.29 * 100 is a little less than 29.
    long floor = (long) Math.floor(fraction * 100 + 1e-9);
    Long total = row.total();
    boolean allSettled = total != null && row.counts().settled() >= total;
    return floor == 100 && !allSettled ? 99L : floor;
  }

  /**
   * Done and all, such as {@code 12/40}, {@code 1.2 MB/?}, and {@code 12 done} if that turned out
   * as all.
   */
  public static String progress(Row row) {
    Long total = row.total();
    String done = count(row.counts().settled(), row.unit());
    if (total == null) {
      return row.complete() ? done + " done" : done + "/?";
    }
    return done + "/" + count(total, row.unit());
  }

  /** A count; bytes are rounded down so that no part looks like the whole. */
  static String count(long count, Unit unit) {
    if (unit == Unit.ITEMS) {
      return Long.toString(count);
    }
    if (count < 1000) {
      return count + " B";
    }
    int multiple = 0;
    long tenths = count / 100;
    while (tenths >= 10_000) {
      tenths /= 1000;
      multiple++;
    }
    return tenths / 10 + "." + tenths % 10 + " " + MULTIPLES[multiple];
  }

  /** What did not go well, in words such as {@code 3 failed, 1 cancelled}; empty if nothing. */
  public static String problems(Counts counts, String separator) {
    StringBuilder text = new StringBuilder();
    append(text, counts.failed(), "failed", separator);
    append(text, counts.timedOut(), "timed out", separator);
    append(text, counts.crashed(), "crashed", separator);
    append(text, counts.cancelled(), "cancelled", separator);
    append(text, counts.retried(), "retried", separator);
    return text.toString();
  }

  /** Workers that stand still, such as {@code 1 stalled}; empty if none does. */
  public static String stalled(Row row) {
    return row.stalled() > 0 ? row.stalled() + " stalled" : "";
  }

  /**
   * The stragglers, such as {@code 2 left}, when all the others are done, nothing is queued and
   * they are few of many; else empty. What part of the whole they are says little of the time they
   * take.
   */
  static String left(Row row) {
    Long total = row.total();
    if (total == null || row.state() != Row.State.RUNNING || !TaskList.opens(row)) {
      return "";
    }
    long left = total - row.counts().settled();
    boolean few = left > 0 && left <= TaskList.MAX && left <= total / 10;
    return few && left <= row.running() ? left + " left" : "";
  }

  private static void append(StringBuilder text, long count, String word, String separator) {
    if (count > 0) {
      text.append(text.isEmpty() ? "" : separator).append(count).append(' ').append(word);
    }
  }

  /** Time that has passed, rounded down: {@code 0:05}, {@code 1:02:03}. */
  public static String elapsed(long nanos) {
    return clock(nanos / SECOND);
  }

  /** Time that is left, rounded up: it is not over before it is over. */
  static String rest(long nanos) {
    return RemainingTimeFormat.atMost(nanos);
  }

  /** The time left, such as {@code 2m-5m}; {@code ~3m} if both ends would read the same. */
  public static String range(Forecast forecast, String dash) {
    String low = RemainingTimeFormat.atLeast(forecast.lowNanos());
    String high = rest(forecast.highNanos());
    String likely = rest(forecast.likelyNanos());
    return low.equals(high) ? "~" + likely : low + dash + high;
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
      return count((long) perSecond, unit) + "/s";
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
  static String duration(long nanos) {
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
