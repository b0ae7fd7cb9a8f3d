package dev.headway.internal.progress;

import dev.headway.progress.Utilization;
import dev.headway.progress.Utilization.Idle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what the workers of a job are found doing. Safe for use by several threads. */
final class UtilizationSampler {
  /** Fewer looks say nothing. */
  private static final long MIN = 20;

  private long looks;
  private long working;
  private long sending;
  private final long[] idle = new long[Idle.values().length];

  /** Looks once at each worker. */
  synchronized void check(List<WorkerCounters> workers, Idle why) {
    looks++;
    for (WorkerCounters counters : workers) {
      if (counters.running() >= 0) {
        if (counters.sends()) {
          sending++;
        } else {
          working++;
        }
      } else {
        idle[why.ordinal()]++;
      }
    }
  }

  /** The shares so far; null if there is too little evidence. */
  synchronized @Nullable Utilization shares() {
    double all = working + sending;
    for (long count : idle) {
      all += count;
    }
    if (looks < MIN || all == 0) {
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
