package dev.headway.internal.terminal.format;

import dev.headway.progress.Forecast;

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

  /** A unit, how far times are told in it, and in which steps from which number of it on. */
  private record Unit(String name, long seconds, long most, long[][] steps) {
    long step(long seconds) {
      long step = 1;
      for (long[] one : steps) {
        step = seconds >= one[0] * this.seconds ? one[1] : step;
      }
      return step * this.seconds;
    }

    String down(long seconds) {
      return Long.toString(Math.max(1, seconds / step(seconds) * step(seconds) / this.seconds));
    }

    String up(long seconds) {
      long step = step(seconds);
      return Long.toString((seconds + step - 1) / step * step / this.seconds);
    }
  }

  private static final Unit[] UNITS = {
    new Unit("s", 1, 90, new long[][] {{20, 5}, {60, 10}}),
    new Unit("m", MINUTE, 90 * MINUTE, new long[][] {{20, 5}, {60, 10}}),
    new Unit("h", HOUR, 48 * HOUR, new long[][] {{10, 1}}),
    new Unit("d", DAY, Long.MAX_VALUE, new long[][] {})
  };

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
    for (Unit unit : UNITS) {
      if (seconds <= unit.most) {
        return unit;
      }
    }
    return UNITS[UNITS.length - 1];
  }
}
