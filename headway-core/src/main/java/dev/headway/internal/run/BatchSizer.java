package dev.headway.internal.run;

import java.time.Duration;

/**
 * Decides how many inputs a worker takes at once. The dispatch cost shall be small against the
 * work: one input if tasks are long, many if they are tiny. It learns from the time that batches
 * take.
 *
 * <p>Many worker threads write it without a lock: a lost update costs one estimate.
 */
final class BatchSizer {
  static final int MAX_SIZE = 4096;

  /** The work of a batch, as a multiple of its dispatch cost, which is 3 percent then. */
  private static final double COST_FACTOR = 32;

  /** The largest sum of the bytes of the inputs and results of a batch. */
  private static final double MAX_BYTES = 1 << 20;

  private static final int BATCHES_AHEAD = 4;
  private static final double AHEAD_NANOS = 4_000_000;
  private static final int MIN_AHEAD = 3;
  private static final int MAX_SINGLES_AHEAD = 16;

  private final double targetNanos;
  private volatile double nanosPerTask;
  private volatile double bytesPerTask;
  private volatile int size = 1;
  private volatile boolean everBulk;
  private volatile boolean everShort;

  /**
   * @param dispatchCost the cost of the dispatch of a batch
   */
  BatchSizer(Duration dispatchCost) {
    this.targetNanos = COST_FACTOR * dispatchCost.toNanos();
  }

  /** Returns the smallest useful batch: its work takes as long as its dispatch. */
  int minSize() {
    return Math.max(1, (int) Math.min(size, targetNanos / COST_FACTOR / Math.max(1, nanosPerTask)));
  }

  /**
   * Returns how many inputs for each worker may be taken and not delivered: a few batches, or a few
   * milliseconds of work. Then no worker waits while the consumer wakes.
   */
  int inputsAhead() {
    double time = nanosPerTask;
    double bytesEach = bytesPerTask;
    double limit =
        Math.max(size == 1 ? 0 : BATCHES_AHEAD * size, time > 0 ? AHEAD_NANOS / time : 0);
    limit = size == 1 ? Math.min(limit, MAX_SINGLES_AHEAD) : limit;
    return (int)
        Math.max(
            MIN_AHEAD,
            bytesEach > 0 ? Math.min(limit, BATCHES_AHEAD * MAX_BYTES / bytesEach) : limit);
  }

  /** Returns how long a task takes with its share of the dispatch; 0 if that is not known. */
  double nanosPerTask() {
    return nanosPerTask;
  }

  /** Returns true if the size was above 1 at any time. */
  boolean wasBulk() {
    return everBulk;
  }

  /** Returns true if a batch was ever too short for a signal of its own. */
  boolean wasShort() {
    return everShort;
  }

  int get() {
    return size;
  }

  void performed(int tasks, long nanos, long bytes) {
    if (!everShort && nanos < ResultBuffer.SIGNAL_NANOS) {
      everShort = true;
    }
    double time = smoothed(nanosPerTask, Math.max(1, (double) nanos / tasks));
    double bytesEach = smoothed(bytesPerTask, (double) bytes / tasks);
    nanosPerTask = time;
    bytesPerTask = bytesEach;
    double limit = Math.min(Math.min(MAX_SIZE, 2.0 * size), targetNanos / time);
    int next = (int) Math.max(1, bytesEach > 0 ? Math.min(limit, MAX_BYTES / bytesEach) : limit);
    if (next > 1 && !everBulk) {
      everBulk = true; // First: a worker that takes a large batch must not find it unset.
    }
    size = next;
  }

  /** One long task is enough for small batches; large batches need many short tasks. */
  private static double smoothed(double before, double measured) {
    return before == 0 || measured > before ? measured : 0.7 * before + 0.3 * measured;
  }
}
