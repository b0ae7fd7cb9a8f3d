package dev.headway.internal.terminal.layout;

/**
 * The time that is left, in a few characters and no more exactly than anybody can know it: {@code
 * 7s}, {@code 45s}, {@code 1m30s}, {@code 25m}, {@code 4h30m}, {@code 3d}. The farther away the end
 * is, the coarser it is shown.
 */
final class RemainingTimeFormat {
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** From these seconds on it goes by those steps. */
  private static final long[][] STEPS = {
    {0, 1},
    {20, 5},
    {MINUTE, 30},
    {3 * MINUTE, MINUTE},
    {20 * MINUTE, 5 * MINUTE},
    {HOUR, 10 * MINUTE},
    {3 * HOUR, 30 * MINUTE},
    {10 * HOUR, HOUR},
    {2 * DAY, DAY}
  };

  private RemainingTimeFormat() {}

  /** Rounded up: it is not over before it is over. Never zero. */
  static String atMost(long nanos) {
    long seconds = Math.max(1, nanos / SECOND + (nanos % SECOND > 0 ? 1 : 0));
    long step = step(seconds);
    return text((seconds + step - 1) / step * step);
  }

  /** Rounded down, but never zero. */
  static String atLeast(long nanos) {
    long seconds = Math.max(1, nanos / SECOND);
    long step = step(seconds);
    return text(seconds / step * step);
  }

  private static long step(long seconds) {
    long step = 1;
    for (long[] one : STEPS) {
      step = seconds >= one[0] ? one[1] : step;
    }
    return step;
  }

  private static String text(long seconds) {
    if (seconds < MINUTE) {
      return seconds + "s";
    }
    if (seconds < HOUR) {
      return pair(seconds, MINUTE, "m", 1, "s");
    }
    if (seconds < 2 * DAY) {
      return pair(seconds, HOUR, "h", MINUTE, "m");
    }
    return seconds / DAY > 999 ? ">999d" : seconds / DAY + "d";
  }

  private static String pair(long seconds, long large, String first, long small, String second) {
    long rest = seconds % large / small;
    return seconds / large + first + (rest == 0 ? "" : rest + second);
  }
}
