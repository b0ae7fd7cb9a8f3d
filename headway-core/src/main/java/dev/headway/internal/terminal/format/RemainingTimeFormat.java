package dev.headway.internal.terminal.format;

import dev.headway.progress.Forecast;
import java.util.List;

/**
 * The time that is left, in one unit and no more exactly than anybody can know it: {@code 25–40s
 * left}, {@code ~2m left}. The farther away the end is, the coarser it is told.
 */
public final class RemainingTimeFormat {
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** Ends that differ by less are one number. */
  private static final double NARROW = 1.3;

  /** Beyond this ratio a range says nothing; the likely value says a little. */
  private static final double WIDE = 4;

  /** A unit, how far times are told in it, and whether larger numbers of it are rounded. */
  private record Unit(String name, long seconds, long most, boolean rounded) {
    long step(long time) {
      long number = rounded ? time / seconds : 0;
      return (number < 20 ? 1 : number < 60 ? 5 : 10) * seconds;
    }

    String down(long time) {
      return Long.toString(Math.max(1, time / step(time) * step(time) / seconds));
    }

    String up(long time) {
      long step = step(time);
      return Long.toString((time + step - 1) / step * step / seconds);
    }
  }

  private static final List<Unit> UNITS =
      List.of(
          new Unit("s", 1, 90, true),
          new Unit("m", MINUTE, 90 * MINUTE, true),
          new Unit("h", HOUR, 48 * HOUR, false),
          new Unit("d", DAY, Long.MAX_VALUE, false));

  private RemainingTimeFormat() {}

  /** The range, such as {@code 25–40s left}; one number if its ends are close or far apart. */
  public static String left(Forecast forecast, String dash) {
    long low = Math.max(1, forecast.lowNanos() / SECOND);
    long high = seconds(forecast.highNanos());
    if (high <= NARROW * low || high > WIDE * low) {
      return brief(forecast);
    }
    Unit unit = unit(high);
    if (low < unit.seconds) {
      Unit smaller = unit(low);
      return smaller.down(low) + smaller.name + dash + unit.up(high) + unit.name + " left";
    }
    String from = unit.down(low);
    String to = unit.up(high);
    return from.equals(to) ? brief(forecast) : from + dash + to + unit.name + " left";
  }

  /** The likely value alone, such as {@code ~30s left}, rounded up: never over before it is. */
  public static String brief(Forecast forecast) {
    String likely = atMost(forecast.likelyNanos());
    return (likely.startsWith(">") ? "" : "~") + likely + " left";
  }

  /** What a single number hides, such as {@code (up to 13m)}; empty if that is little. */
  public static String upTo(Forecast forecast) {
    long low = Math.max(1, forecast.lowNanos() / SECOND);
    String high = atMost(forecast.highNanos());
    boolean news = !high.equals(atMost(forecast.likelyNanos()));
    return seconds(forecast.highNanos()) > WIDE * low && news ? "(up to " + high + ")" : "";
  }

  /** Rounded up, and never zero. */
  public static String atMost(long nanos) {
    long seconds = seconds(nanos);
    Unit unit = unit(seconds);
    String number = unit.up(seconds);
    if (number.equals("60")) {
      return unit.name.equals("s") ? "1m" : "1h";
    }
    return number.length() > 3 ? ">999" + unit.name : number + unit.name;
  }

  private static long seconds(long nanos) {
    return Math.max(1, nanos / SECOND + (nanos % SECOND > 0 ? 1 : 0));
  }

  private static Unit unit(long seconds) {
    return UNITS.stream().filter(unit -> seconds <= unit.most).findFirst().orElseThrow();
  }
}
