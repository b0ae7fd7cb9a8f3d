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
  static final long SAMPLE_NANOS = 200_000_000L;

  /** What was seen longer ago says nothing of now. */
  private static final long STALE_NANOS = 5 * SAMPLE_NANOS;

  /**
   * Such a part of the processors. Threads that wake one another for tiny tasks hardly take more
   * than nine tenths, and seven or eight for some while.
   */
  private static final double BUSY_SHARE = 0.6;

  private final Ticker clock;
  private final LongSupplier cpuNanos;
  private final int processors;

  // Guarded by this.
  private boolean sampled;
  private long sampledAt;
  private long sampledCpu;
  private boolean busy;

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
  synchronized boolean isSaturated(int workers) {
    long now = clock.nanoTime();
    if (!sampled || now - sampledAt >= SAMPLE_NANOS) {
      sample(now);
    }
    return busy && workers >= processors;
  }

  private void sample(long now) {
    long before = sampledCpu;
    long since = now - sampledAt;
    sampledCpu = cpuNanos.getAsLong();
    busy = sampled && since < STALE_NANOS && sampledCpu - before >= BUSY_SHARE * processors * since;
    sampled = true;
    sampledAt = now;
  }
}
