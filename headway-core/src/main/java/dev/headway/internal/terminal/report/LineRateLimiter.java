package dev.headway.internal.terminal.report;

/**
 * The rate limiter of log lines: on average one in three seconds at most, whatever the number of
 * progresses. A last line may come early; then the next line waits for longer.
 */
public final class LineRateLimiter {

  public static final long SECOND = 1_000_000_000L;

  /** The least time between two lines. */
  public static final long MIN = 3 * SECOND;

  private static final long MINUTE = 60 * SECOND;

  /** The earliest time of the next line, once there was one. */
  private long free;

  private boolean begun;

  /** Returns whether a line is allowed now. */
  public boolean allows(long now) {
    return !begun || now - free >= 0;
  }

  /** Returns whether the last line of a progress is allowed now. */
  public boolean allowsLast(long now) {
    return !begun || now - free >= -MIN;
  }

  /** Notes that a line was printed. */
  public void printed(long now) {
    free = MIN + (allows(now) ? now : free);
    begun = true;
  }

  /** Returns whether any line was printed. */
  public boolean hasBegun() {
    return begun;
  }

  /** Returns the longest time without a line, for a progress of this age. */
  public static long most(long elapsed) {
    if (elapsed < 2 * MINUTE) {
      return 10 * SECOND;
    }
    return elapsed < 60 * MINUTE ? 30 * SECOND : MINUTE;
  }
}
