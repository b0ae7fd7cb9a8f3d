package dev.headway.internal.run;

import java.time.Duration;

/**
 * How many inputs a worker takes at once: as many as keep the cost of taking small against their
 * work, so one if they take long and many if they are tiny. Learned from the time that claims take.
 *
 * <p>Written by many handlers without a lock: a lost update costs one guess.
 */
final class BatchSizer {
  static final int LARGEST = 4096;

  /** A claim is worth so many times what it costs to hand it over: then that is 3 percent. */
  private static final double WORTH = 32;

  /** A claim whose inputs and results together are larger is not worth its memory. */
  private static final double MAX_BYTES = 1 << 20;

  private static final int CLAIMS = 4;
  private static final double AHEAD_NANOS = 4_000_000;
  private static final int MIN_AHEAD = 3;
  private static final int MAX_SINGLE = 16;

  private final double targetNanos;
  private volatile double nanosPerTask;
  private volatile double bytesPerTask;
  private volatile int size = 1;
  private volatile boolean bulk;

  /**
   * @param handOver what it costs to hand a claim over
   */
  BatchSizer(Duration handOver) {
    this.targetNanos = WORTH * handOver.toNanos();
  }

  /** The fewest that are worth a claim: their work takes as long as their hand-over. */
  int least() {
    return Math.max(1, (int) Math.min(size, targetNanos / WORTH / Math.max(1, nanosPerTask)));
  }

  /**
   * How many inputs for each worker may be taken and not delivered: some claims, or some
   * milliseconds of work, so that no worker waits while the consumer wakes; and never few.
   */
  int ahead() {
    double time = nanosPerTask;
    double load = bytesPerTask;
    double most = Math.max(size == 1 ? 0 : CLAIMS * size, time > 0 ? AHEAD_NANOS / time : 0);
    most = size == 1 ? Math.min(most, MAX_SINGLE) : most;
    return (int) Math.max(MIN_AHEAD, load > 0 ? Math.min(most, CLAIMS * MAX_BYTES / load) : most);
  }

  /** How long a task takes with its share of the hand-over; 0 if that is not known. */
  double nanosPerTask() {
    return nanosPerTask;
  }

  /** True if it was above 1 at any time. */
  boolean wasBulk() {
    return bulk;
  }

  int get() {
    return size;
  }

  void performed(int tasks, long nanos, long bytes) {
    double time = learned(nanosPerTask, Math.max(1, (double) nanos / tasks));
    double load = learned(bytesPerTask, (double) bytes / tasks);
    nanosPerTask = time;
    bytesPerTask = load;
    double most = Math.min(Math.min(LARGEST, 2.0 * size), targetNanos / time);
    int next = (int) Math.max(1, load > 0 ? Math.min(most, MAX_BYTES / load) : most);
    if (next > 1 && !bulk) {
      bulk = true; // First: whoever claims in bulk must not find it unset.
    }
    size = next;
  }

  /** One long task is reason enough for small claims; many short ones are needed for large ones. */
  private static double learned(double before, double measured) {
    return before == 0 || measured > before ? measured : 0.7 * before + 0.3 * measured;
  }
}
