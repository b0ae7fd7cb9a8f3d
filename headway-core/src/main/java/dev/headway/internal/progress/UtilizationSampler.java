package dev.headway.internal.progress;

import dev.headway.progress.Utilization;
import dev.headway.progress.Utilization.Idle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Samples what the workers of a job do. Safe for use by several threads. */
final class UtilizationSampler {
  /** Fewer samples say nothing. */
  private static final long MIN = 20;

  private long samples;
  private long working;
  private long sending;
  private final long[] idle = new long[Idle.values().length];

  /**
   * Samples each worker once.
   *
   * @param slots how many of them can have a task at once
   */
  synchronized void check(List<WorkerCounters> workers, int slots, Idle why) {
    samples++;
    int free = slots;
    for (WorkerCounters counters : workers) {
      if (counters.running() >= 0) {
        free--;
        if (counters.sends()) {
          sending++;
        } else {
          working++;
        }
      }
    }
    idle[why.ordinal()] += Math.max(0, free);
  }

  /** The shares so far; null if there is too little evidence. */
  synchronized @Nullable Utilization shares() {
    double all = working + sending;
    for (long count : idle) {
      all += count;
    }
    if (samples < MIN || all == 0) {
      return null;
    }
    return new Utilization(
        working / all,
        sending / all,
        idle[Idle.INPUT.ordinal()] / all,
        idle[Idle.CONSUMER.ordinal()] / all,
        idle[Idle.ORDER.ordinal()] / all,
        idle[Idle.OTHER.ordinal()] / all);
  }
}
