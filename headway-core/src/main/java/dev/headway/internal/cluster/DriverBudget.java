package dev.headway.internal.cluster;

import java.time.Duration;

/**
 * What one driver can do, shared among the slots of a cluster. With more slots their batches last
 * longer, and executors tell of them less often, so that the driver's load stays the same.
 *
 * @param slots how many tasks run at once
 */
public record DriverBudget(int slots) {
  /** Of some thousand that Spark can begin in a second. The engine makes 32 of it a batch. */
  private static final long NANOS_PER_SLOT = 78_000;

  /**
   * A slot waits some nine milliseconds between two batches, which then last 0.64 seconds at least.
   */
  private static final long MIN_COST_NANOS = 20_000_000;

  /** That makes two thousand messages a second, which are a tenth of a processor. */
  private static final long MESSAGE_NANOS_PER_SLOT = 500_000;

  private static final long MIN_MESSAGE_NANOS = 5_000_000;

  /**
   * How long the driver gathers batches after a job, for the next one. It plans a job in up to
   * twenty milliseconds, and no slot waits meanwhile, since each has a batch in the queue.
   */
  public static final long JOB_PAUSE_NANOS = 30_000_000;

  /** The cost of the dispatch of a batch, as the engine is told. */
  public Duration dispatchCost() {
    return Duration.ofNanos(Math.max(MIN_COST_NANOS, slots * NANOS_PER_SLOT));
  }

  /** How long a slot waits after a message before it sends the next one. */
  public long messageNanos() {
    return Math.max(MIN_MESSAGE_NANOS, slots * MESSAGE_NANOS_PER_SLOT);
  }

  /** How many batches wait in Spark for a slot that becomes free: one for each. */
  public int queuedBatches() {
    return slots;
  }
}
