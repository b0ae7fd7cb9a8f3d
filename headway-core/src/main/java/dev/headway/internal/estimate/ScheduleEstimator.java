package dev.headway.internal.estimate;

import dev.headway.internal.estimate.data.DurationSample;
import dev.headway.internal.estimate.data.LearnedCosts;
import dev.headway.internal.estimate.data.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Predicts by playing the rest of the schedule some dozens of times, and by watching how such
 * predictions fared: the durations of ended tasks, the ages of running ones, a trend along the
 * order, the weights and the workers that are up make up what is simulated. {@link Experts} add
 * what plain paces say, and {@link ForecastRecord} weighs them and sets how wide the range is.
 *
 * <p>What is advanced by hand is a schedule of one worker, whose steps are seen through the
 * observations: {@link StepUnits}.
 *
 * <p>It predicts anew once a second, more often in the first fifteen seconds and while few ended;
 * between two predictions the answer ages with the time. It says nothing in the first half second:
 * no bar is up by then, and a job that is over so soon must not pay for what is not seen.
 *
 * <p>It is told the time and reads no clock, and its random numbers have a fixed seed: the same
 * observations give the same answers. Used by one thread at a time; it belongs to one progress. How
 * good it is, and what was tried: {@code docs/prediction.md}.
 */
public final class ScheduleEstimator {
  private static final long EARLIEST_NANOS = 500_000_000L;
  private static final long PACE_NANOS = 1_000_000_000L;

  /** In the beginning it predicts whenever such a part of the time has passed. */
  private static final long PART = 15;

  /** While so few ended, each that ends is news. */
  private static final int FEW = 12;

  private final RecentRate recentRate = new RecentRate();
  private final ObservedWork work = new ObservedWork();
  private final StepUnits stepUnits = new StepUnits();
  private final DurationSample ended = new DurationSample();
  private final ForecastRecord forecastRecord = new ForecastRecord(Experts.COUNT, Experts.NAIVE);

  private long predictedAt;
  private int predictedWith;
  private @Nullable TimeRange predicted;
  private @Nullable LearnedUnits learned;

  /** Has seen nothing yet. */
  public ScheduleEstimator() {}

  /** Says how long the tasks took in an earlier run. Called before the first observation. */
  public void learn(LearnedCosts costs) {
    learned = new LearnedUnits(costs);
  }

  /** Whether what it says follows more from an earlier run than from this one. */
  public boolean followsEarlierRun() {
    return learned != null && learned.outweigh();
  }

  /**
   * Takes in what is true at an instant and says what follows from it.
   *
   * @param given what is true; the times of successive calls do not decrease
   * @return the rate and the time left, as far as there is evidence
   */
  public Estimate observe(Observation given) {
    Observation now = learned == null ? given : learned.translate(given);
    Double rate = recentRate.observe(now.elapsedNanos(), now.settled());
    work.observe(now);
    if (now.workers() == 0) {
      stepUnits.observe(now.elapsedNanos(), now.done());
    } else {
      ended.add(now.ended());
    }
    return new Estimate(rate, forecast(now));
  }

  private @Nullable TimeRange forecast(Observation now) {
    Long total = now.total();
    if (total == null
        || total <= now.done()
        || now.done() <= 0 && learned == null
        || now.elapsedNanos() < EARLIEST_NANOS) {
      return null;
    }
    boolean byHand = now.workers() == 0;
    int size = byHand ? stepUnits.size() : ended.size();
    Observation tasks = byHand ? stepUnits.asTasks(now, total) : now;
    Long known = tasks.count();
    long count = known == null ? guessed(now, total) : known;
    if (count <= tasks.settled() || learned == null && (size == 0 || work.done() <= 0)) {
      return null;
    }
    TimeRange last = predicted;
    if (last == null || isDue(now, size)) {
      DurationSample sample = byHand ? stepUnits.durations() : ended;
      boolean weighed = !byHand && (known == null || !known.equals(total));
      LearnedCosts costs = learned == null ? null : learned.costs();
      sample = learned == null ? sample : learned.sample(sample);
      last = predict(now, Experts.ask(now, tasks, count, weighed, sample, work, costs));
      predicted = last;
      predictedAt = now.elapsedNanos();
      predictedWith = size;
    }
    long aged = now.elapsedNanos() - predictedAt;
    return TimeRange.of(last.lowNanos() - aged, last.likelyNanos() - aged, last.highNanos() - aged);
  }

  private boolean isDue(Observation now, int size) {
    long pace = Math.min(PACE_NANOS, now.elapsedNanos() / PART);
    return now.elapsedNanos() - predictedAt >= pace || size <= FEW && size > predictedWith;
  }

  /** How many there are in all, if only what they weigh is known. */
  private static long guessed(Observation now, long total) {
    double guess = (double) now.settled() * total / now.done();
    return Math.max(now.settled() + Math.max(1, now.running().size()), Math.round(guess));
  }

  private TimeRange predict(Observation now, Experts experts) {
    double at = now.elapsedNanos() / 1e9;
    double done = work.done();
    forecastRecord.judge(at, done, experts.prior());
    RestCurve all = RestCurve.blend(experts.curves(), forecastRecord.weights());
    forecastRecord.add(at, done, done + work.left(), experts.curves(), all);
    return all.range(forecastRecord.widening());
  }
}
