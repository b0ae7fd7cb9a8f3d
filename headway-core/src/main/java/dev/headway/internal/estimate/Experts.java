package dev.headway.internal.estimate;

import dev.headway.internal.estimate.data.DurationSample;
import dev.headway.internal.estimate.data.LearnedCosts;
import dev.headway.internal.estimate.data.Observation;
import dev.headway.internal.estimate.schedule.DurationData;
import dev.headway.internal.estimate.schedule.Simulation;
import dev.headway.internal.estimate.schedule.Trends;
import dev.headway.internal.estimate.schedule.XorShiftRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Four ways to foretell the rest, and how likely each is to be the best one before it has a record:
 * the schedule as it is, the schedule with a trend, the mean pace of the whole time, and the pace
 * of what was done last. None is believed in for good: {@link ForecastRecord} weighs them.
 */
final class Experts {
  static final int COUNT = 4;
  static final int NAIVE = 2;

  private static final int MAX_ROUNDS = 48;
  private static final int FEWEST_ROUNDS = 10;
  private static final int EFFORT = 22_000;

  /** Less likely trends are not played. */
  private static final double HARDLY = 1e-3;

  /** How likely paces are to be nearer than schedules: of pools, and of what is done by hand. */
  private static final double PACE_OF_POOL = 0.1;

  private static final double PACE_BY_HAND = 0.2;

  private final List<RestCurve> curves;
  private final double[] prior;

  private Experts(List<RestCurve> curves, double[] prior) {
    this.curves = curves;
    this.prior = prior;
  }

  /** What each foretells. */
  List<RestCurve> curves() {
    return curves;
  }

  /** How likely each is to be the best; not to be changed. */
  double[] prior() {
    return prior;
  }

  /**
   * Asks them.
   *
   * @param now what is true
   * @param tasks the same, as tasks of workers
   * @param count how many tasks there are in all
   * @param work what was done in this run, and what is left, in the units of {@code now}
   * @param learned what the tasks weigh, if that is what they took in an earlier run; else null
   */
  static Experts ask(
      Observation now,
      Observation tasks,
      long count,
      boolean weighed,
      DurationSample durationSample,
      ObservedWork work,
      @Nullable LearnedCosts learned) {
    DurationData durationData = new DurationData(durationSample, tasks, count, weighed);
    Simulation simulation =
        new Simulation(tasks, count, durationData, durationSample, weighed, learned);
    Trends trends = Trends.fit(durationData);
    int rounds = Math.max(FEWEST_ROUNDS, Math.min(MAX_ROUNDS, EFFORT / simulation.effort()));
    double[][] ends = new double[RestCurve.PARTS][rounds];
    XorShiftRandom random = new XorShiftRandom();
    simulation.simulate(trends.none(), random, ends, 0, rounds);
    RestCurve level = RestCurve.ofRounds(ends, trends.none().wider());
    double likely = trends.likelihood() < HARDLY ? 0 : trends.likelihood();
    RestCurve trend = level;
    if (likely > 0) {
      trends.deal(
          rounds, (model, from, until) -> simulation.simulate(model, random, ends, from, until));
      trend = RestCurve.ofRounds(ends, trends.wider());
    }
    double paced = (now.workers() == 0 ? PACE_BY_HAND : PACE_OF_POOL * usable(tasks, count));
    double pace = work.pace(now.elapsedNanos() / 1e9);
    RestCurve naive = RestCurve.even(work.left() * pace, level, trend, likely);
    RestCurve recent = RestCurve.even(work.left() * work.recentPace(pace), level, trend, likely);
    double scheduled = now.workers() == 0 ? 1 - 2 * PACE_BY_HAND : 1 - 2 * PACE_OF_POOL;
    double[] prior = {scheduled * (1 - likely), scheduled * likely, paced, paced};
    return new Experts(List.of(level, trend, naive, recent), prior);
  }

  /**
   * How far a pace means something: not while the first tasks run, of which none ended; and not
   * when nothing waits any more, but the longest ones run.
   */
  private static double usable(Observation tasks, long count) {
    int running = tasks.running().size();
    double queued = Math.max(0, count - tasks.settled() - running);
    double waiting = queued / Math.max(1, queued + running);
    double waves = (double) tasks.settled() / Math.max(1, tasks.workers());
    double begun = Math.min(1, Math.max(0, waves - 1) / 2);
    return begun * waiting * waiting * waiting;
  }
}
