package dev.headway.internal.scheduler;

import dev.headway.progress.Ticker;
import java.util.function.LongSupplier;

/**
 * Whether a pool keeps the processors of this machine busy, by the CPU time that it takes. If they
 * are, another worker finds none. What other programs take is not seen: beside them a pool takes
 * less, and so is never held to be the one that takes all.
 *
 * <p>Safe for use by several threads.
 */
final class CpuMonitor {
  /** How much time lies between two looks; CPU times are told in hundredths of a second. */
  static final long LOOK_NANOS = 200_000_000L;

  /** What was seen longer ago says nothing of now. */
  private static final long STALE_NANOS = 5 * LOOK_NANOS;

  /**
   * Such a part of the processors. Threads that wake one another for tiny tasks hardly take more
   * than nine tenths, and seven or eight for some while.
   */
  private static final double BUSY = 0.6;

  private final Ticker clock;
  private final LongSupplier cpuNanos;
  private final int processors;

  // Guarded by this.
  private boolean seen;
  private long seenAt;
  private long taken;
  private boolean reached;

  /**
   * Nothing is looked at yet.
   *
   * @param cpuNanos the CPU time that the pool has taken so far
   */
  CpuMonitor(Ticker clock, LongSupplier cpuNanos, int processors) {
    this.clock = clock;
    this.cpuNanos = cpuNanos;
    this.processors = processors;
  }

  /**
   * True if the pool took nearly all that there is, when that was last seen.
   *
   * @param workers how many there are: with fewer than processors it is false
   */
  synchronized boolean isReached(int workers) {
    long now = clock.nanoTime();
    if (!seen || now - seenAt >= LOOK_NANOS) {
      check(now);
    }
    return reached && workers >= processors;
  }

  private void check(long now) {
    long before = taken;
    long since = now - seenAt;
    taken = cpuNanos.getAsLong();
    reached = seen && since < STALE_NANOS && taken - before >= BUSY * processors * since;
    seen = true;
    seenAt = now;
  }
}
