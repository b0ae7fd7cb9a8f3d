package dev.headway.internal.estimate.schedule;

import dev.headway.internal.estimate.data.DurationSample;
import dev.headway.internal.estimate.data.Observation;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of the durations, made ready to be fitted: those of ended tasks first, then the
 * ages of running ones, which will take longer than that.
 */
public final class DurationData {
  /** More running tasks than these tell nothing new about a trend. */
  private static final int MAX_RUNNING = 64;

  /** What is shorter than this part of the mean counts as this: it hardly matters for the end. */
  private static final double SHORTEST = 0.1;

  final CostModel costModel;

  /** The mean cost of the ended ones. */
  final double usualCost;

  /** How many ended. */
  final int ended;

  /** How many there are. */
  final int size;

  /** Each one's part of the order, from 0 to 1. */
  final double[] part;

  /** The farthest part that ended or runs. */
  final double front;

  /** The logarithms of the durations and ages, in seconds for each unit of cost. */
  final double[] log;

  /** How many ended ones a running one stands for. */
  final double runningWeight;

  public DurationData(DurationSample durationSample, Observation now, long count, boolean weighed) {
    List<Observation.Running> running = now.running();
    int shown = Math.min(running.size(), MAX_RUNNING);
    costModel = weighed ? CostModel.learned(durationSample) : CostModel.ALIKE;
    ended = durationSample.size();
    size = ended + shown;
    part = new double[size];
    log = new double[size];
    double mean = 0;
    double costs = 0;
    for (int i = 0; i < ended; i++) {
      part[i] = (durationSample.index(i) + 0.5) / count;
      log[i] = durationSample.seconds(i) / costModel.of(durationSample.amount(i));
      mean += log[i] / ended;
      costs += costModel.of(durationSample.amount(i)) / ended;
    }
    usualCost = costs;
    for (int i = 0; i < ended; i++) {
      log[i] = Math.log(Math.max(SHORTEST * mean, log[i]));
    }
    for (int i = 0; i < shown; i++) {
      Observation.Running task = running.get((int) ((long) i * running.size() / shown));
      part[ended + i] = (task.index() + 0.5) / count;
      log[ended + i] = Math.log(Math.max(1e-9, age(task)));
    }
    front = Arrays.stream(part).max().orElse(1);
    double each = Math.min(1, (double) ended / Math.max(1, now.timed()));
    runningWeight = shown == 0 ? 0 : each * running.size() / shown;
  }

  /** How long a task has been running, in seconds for each unit of its cost. */
  double age(Observation.Running task) {
    return task.ageNanos() / (1e9 * costModel.of(task.amount()));
  }
}
