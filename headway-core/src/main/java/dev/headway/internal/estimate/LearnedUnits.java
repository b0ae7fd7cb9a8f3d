package dev.headway.internal.estimate;

import dev.headway.internal.estimate.data.DurationSample;
import dev.headway.internal.estimate.data.LearnedCosts;
import dev.headway.internal.estimate.data.Observation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Puts what tasks took in an earlier run in the place of their weights: then all that follows
 * learns how this run compares with that one. Used by one thread at a time.
 */
final class LearnedUnits {
  private static final double MICROS = 1e6;

  /** Another run takes four times as long at most, in the logarithm, or it is no guide. */
  private static final double FARTHEST = 1.4;

  private final LearnedCosts costs;
  private double amount;
  private long seen;

  /** Tasks that run again though they are done, as their results could not be read: by index. */
  private final BitSet unexpected = new BitSet();

  private long unexpectedAmount;

  LearnedUnits(LearnedCosts costs) {
    this.costs = costs;
  }

  LearnedCosts costs() {
    return costs;
  }

  /** Whether what was learned still counts for more than what was seen. */
  boolean outweigh() {
    return seen < LearnedCosts.EVIDENCE;
  }

  /**
   * The durations of this run, and while they are few, those of the earlier one beside them, as far
   * as these tell how long tasks take that are yet to come.
   */
  DurationSample sample(DurationSample own) {
    if (own.size() >= LearnedCosts.EVIDENCE || contradicts(own)) {
      return own;
    }
    List<Observation.Ended> ended = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      long nanos = Math.round(own.seconds(i) * 1e9);
      ended.add(new Observation.Ended(own.index(i), (long) own.amount(i), nanos));
    }
    ended.addAll(costs.evidence(own.size()));
    DurationSample all = new DurationSample();
    all.add(ended);
    return all;
  }

  /** Whether the first tasks took so much more or less that they are other work. */
  private static boolean contradicts(DurationSample own) {
    double ratios = 0;
    for (int i = 0; i < own.size(); i++) {
      ratios += Math.log(own.seconds(i) / own.amount(i) * MICROS);
    }
    return own.size() > 1 && Math.abs(ratios) > own.size() * FARTHEST;
  }

  /** The same observation in microseconds of the earlier run, and of tasks by their place. */
  Observation translate(Observation now) {
    List<Observation.Ended> ended = new ArrayList<>();
    for (Observation.Ended one : now.ended()) {
      long weight = weight(one.index());
      ended.add(new Observation.Ended(costs.place(one.index()), weight, one.nanos()));
      amount += weight;
      seen++;
    }
    List<Observation.Running> running = new ArrayList<>();
    long inProgress = 0;
    for (Observation.Running one : now.running()) {
      long weight = weight(one.index());
      running.add(new Observation.Running(costs.place(one.index()), weight, one.ageNanos()));
      inProgress += weight;
    }
    long tasks = (long) costs.tasks() + unexpected.cardinality();
    long total = costs.total() + unexpectedAmount;
    // Of tiny tasks not each end is told: then the mean of the others stands for it.
    double done = seen == 0 ? 0 : amount / seen * Math.max(seen, now.timed());
    long rest = total - inProgress - Math.max(0, tasks - now.settled());
    return new Observation(
        now.elapsedNanos(),
        now.settled(),
        tasks,
        Math.max(0, Math.min(Math.round(done), rest)),
        total,
        now.timed(),
        now.busyNanos(),
        now.workers(),
        now.up(),
        now.upNanos(),
        running,
        ended);
  }

  /** Returns the weight of a task, and notes it if it was not to run. */
  private long weight(long index) {
    long weight = costs.weight(index);
    if (!costs.isQueued(index) && !unexpected.get((int) index)) {
      unexpected.set((int) index);
      unexpectedAmount += weight;
    }
    return weight;
  }
}
