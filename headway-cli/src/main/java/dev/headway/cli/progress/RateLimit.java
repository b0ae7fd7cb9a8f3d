package dev.headway.cli.progress;

import dev.headway.progress.Ticker;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Keeps a transfer below a number of bytes a second. It is never more than a tenth of a second
 * ahead, so that a stop of the program, or of its input, is not made up for by a burst. Not safe
 * for use by several threads.
 */
public final class RateLimit {
  private static final long SECOND = 1_000_000_000L;
  private static final int STEPS = 10;

  private final long perSecond;
  private final Ticker ticker;
  private final LongConsumer wait;

  /** When all that has passed would have passed at the exact rate. */
  private long due;

  /**
   * @param perSecond bytes, at least 1
   * @param wait waits for so many nanoseconds
   */
  RateLimit(long perSecond, Ticker ticker, LongConsumer wait) {
    this.perSecond = perSecond;
    this.ticker = ticker;
    this.wait = wait;
    this.due = ticker.nanoTime();
  }

  /**
   * A limit by the clock of this program.
   *
   * @param perSecond bytes, at least 1
   * @return the limit
   */
  public static RateLimit of(long perSecond) {
    return new RateLimit(perSecond, Ticker.system(), LockSupport::parkNanos);
  }

  /** Returns how many bytes may be passed at once, if there is room for so many. */
  int most(int room) {
    return (int) Math.max(1, Math.min(room, perSecond / STEPS));
  }

  /** Waits until so many bytes more may have passed. */
  void passed(long bytes) {
    long earliest = ticker.nanoTime() - SECOND / STEPS;
    due = Math.max(due, earliest) + (long) ((double) bytes / perSecond * SECOND);
    for (long left = due - ticker.nanoTime(); left > 0; left = due - ticker.nanoTime()) {
      wait.accept(left);
    }
  }
}
