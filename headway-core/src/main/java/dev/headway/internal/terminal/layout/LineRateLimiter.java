package dev.headway.internal.terminal.layout;

/**
 * How often a log gets a line: one in three seconds at most, over the time, whatever the number of
 * progresses. The end of one may come before its turn; then the next line waits for longer.
 */
public final class LineRateLimiter {

  public static final long SECOND = 1_000_000_000L;

  /** The least time between two lines. */
  public static final long MIN = 3 * SECOND;

  private static final long MINUTE = 60 * SECOND;

  /** From when on there may be a line, once there was one. */
  private long free;

  private boolean begun;

  /** Whether there may be a line now. */
  public boolean allows(long now) {
    return !begun || now - free >= 0;
  }

  /** Whether there may be a line now that is the last of its progress. */
  public boolean allowsLast(long now) {
    return !begun || now - free >= -MIN;
  }

  /** There was a line. */
  public void printed(long now) {
    free = MIN + (allows(now) ? now : free);
    begun = true;
  }

  /** Whether there was any line. */
  public boolean hasBegun() {
    return begun;
  }

  /** After so much time without a line there is one, by how long it has been going on. */
  public static long most(long elapsed) {
    if (elapsed < 2 * MINUTE) {
      return 10 * SECOND;
    }
    return elapsed < 60 * MINUTE ? 30 * SECOND : MINUTE;
  }
}
