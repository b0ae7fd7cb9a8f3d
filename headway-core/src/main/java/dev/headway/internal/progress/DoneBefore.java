package dev.headway.internal.progress;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What was done before a run began. It counts in the total, and never in rate or prediction. */
public final class DoneBefore {
  private final LongAdder inputs = new LongAdder();
  private final LongAdder weight = new LongAdder();

  /**
   * Counts inputs. Called by any thread.
   *
   * @param count how many
   * @param theirWeight what they weigh together; as many as they are without weights
   */
  public void add(long count, long theirWeight) {
    inputs.add(count);
    weight.add(theirWeight);
  }

  long inputs() {
    return inputs.sum();
  }

  long weight() {
    return weight.sum();
  }

  /** Returns what is left of a total for this run; null if the total is not known. */
  static @Nullable Long without(@Nullable Long total, long before) {
    return total == null ? null : (Long) Math.max(0, total - before);
  }
}
