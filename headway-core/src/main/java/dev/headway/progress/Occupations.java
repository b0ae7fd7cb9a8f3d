package dev.headway.progress;

import dev.headway.progress.Occupation.Idle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what the workers of a job are found doing. Safe for use by several threads. */
final class Occupations {
  /** Fewer looks say nothing. */
  private static final long LEAST = 20;

  private long looks;
  private long working;
  private long sending;
  private final long[] idle = new long[Idle.values().length];

  /** Looks once at each worker. */
  synchronized void look(List<Lane> lanes, Idle why) {
    looks++;
    for (Lane lane : lanes) {
      if (lane.running() >= 0) {
        if (lane.sends()) {
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
  synchronized @Nullable Occupation shares() {
    double all = working + sending;
    for (long count : idle) {
      all += count;
    }
    if (looks < LEAST || all == 0) {
      return null;
    }
    return new Occupation(
        working / all,
        sending / all,
        idle[Idle.INPUT.ordinal()] / all,
        idle[Idle.CONSUMER.ordinal()] / all,
        idle[Idle.ORDER.ordinal()] / all,
        idle[Idle.OTHER.ordinal()] / all);
  }
}
