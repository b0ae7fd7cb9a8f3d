package dev.headway.internal.scheduler;

import dev.headway.progress.Ticker;
import java.util.function.LongSupplier;

/**
 * Tells whether a pool keeps the processors of this machine busy, by the CPU time that it uses. If
 * they are busy, another worker would find no free processor. The CPU time of other programs is not
 * measured. Beside them a pool gets less CPU time, so it never counts as saturated.
 *
 * <p>Safe for use by several threads.
 */
final class CpuMonitor {
  /** The time between two samples. The system reports CPU times in hundredths of a second. */
  static final long SAMPLE_NANOS = 200_000_000L;

  /** An older sample says nothing about the present. */
  private static final long STALE_NANOS = 5 * SAMPLE_NANOS;

  /**
   * The share of the processors from which the pool counts as saturated. Threads that wake one
   * another for tiny tasks rarely use more than nine tenths, and at times only seven.
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
   * Makes a monitor without a sample.
   *
   * @param cpuNanos the CPU time that the pool has used so far
   */
  CpuMonitor(Ticker clock, LongSupplier cpuNanos, int processors) {
    this.clock = clock;
    this.cpuNanos = cpuNanos;
    this.processors = processors;
  }

  /**
   * Returns true if the pool used nearly all processors at the last sample.
   *
   * @param workers the number of workers; with fewer workers than processors the answer is false
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
