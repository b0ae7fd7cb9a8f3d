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

  private Formats() {}

  /** The part done in whole percent, rounded down; null if unknown. 100 only if all is done. */
  static @Nullable public Long percent(Row row) {
    if (row.complete() && row.total() != null) {
      return 100L;
    }
    Double fraction = fraction(row);
    if (fraction == null) {
      return null;
    }
    // A hundredth may have no exact binary form: 0.29 * 100 is a little less than 29.
    long floor = (long) Math.floor(fraction * 100 + 1e-9);
    Long total = row.total();
    boolean all = total != null && done(row) >= total;
    return floor == 100 && !all ? 99L : floor;
  }

  /** How many are done. What was cancelled before its end is not. */
  static long done(Row row) {
    return row.counts().settled() - row.counts().cancelled();
  }

  /** The part that is done, as the counts say or else by weight; null if unknown. */
  static @Nullable Double fraction(Row row) {
    Long total = row.total();
    return total == null || total == 0 || isWeighed(row)
        ? row.fraction()
        : (Double) ((double) done(row) / total);
  }

  /**
   * What did not go well, such as {@code 11 failed (2 timed out), 13 retries}; empty if nothing.
   */
  public static String problems(Counts counts) {
    return Problems.all(counts, new Theme(false, false)).text();
  }

  /** Workers that stand still, such as {@code 1 worker stalled}; empty if none does. */
  public static String stalled(Row row) {
    int stalled = row.stalled();
    return stalled == 0 ? "" : stalled == 1 ? "1 worker stalled" : stalled + " workers stalled";
  }

  /** Whether the part that is done goes by weight: it says something else than the counts. */
  static boolean isWeighed(Row row) {
    Double fraction = row.fraction();
    Long total = row.total();
    if (fraction == null || total == null || total == 0) {
      return fraction != null && total == null;
    }
    double settled = (double) row.counts().settled() / total;
    double done = (double) done(row) / total;
    return Math.abs(fraction - settled) > 1e-9 && Math.abs(fraction - done) > 1e-9;
  }

  /**
   * How many ended per second over the whole time; null if that is too short to tell. What was
   * cancelled is no work.
   */
  public static @Nullable Double meanRate(Row row) {
    long done = done(row);
    return done == 0 || row.elapsedNanos() < SECOND / 10 ? null : done * 1e9 / row.elapsedNanos();
  }

  /** Time that has passed, rounded down: {@code 0:05}, {@code 1:02:03}. */
  public static String elapsed(long nanos) {
    return clock(nanos / SECOND);
  }

  /** The time left, such as {@code 2-5m left}. */
  public static String left(Forecast forecast, String dash) {
    return RemainingTimeFormat.left(forecast, dash);
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
      return Amounts.bytes((long) perSecond) + "/s";
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
