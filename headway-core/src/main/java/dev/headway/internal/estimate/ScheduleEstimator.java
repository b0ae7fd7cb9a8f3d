package dev.headway.internal.estimate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Predicts by playing the rest of the schedule some dozens of times: the durations of ended tasks,
 * the ages of running ones, a trend along the order, the weights and the workers that are up make
 * up what is simulated. The answer is the median of the ends, and the range that four fifths of
 * them lie in.
 *
 * <p>A simulation is run once a second, and more often in the first six seconds and while few
 * ended; between two simulations the answer ages with the time. None is run in the first half
 * second: no bar is up by then, and a job that is over so soon must not pay for what is not seen.
 * Where a progress is advanced by hand, {@link RateForecast} answers.
 *
 * <p>It has state, but no clock, and its random numbers have a fixed seed: the same observations
 * give the same answers. How good it is, and what was tried: {@code docs/prediction.md}.
 */
public final class ScheduleEstimator implements Estimator {
  private static final int MAX_ROUNDS = 48;
  private static final int FEWEST_ROUNDS = 10;
  private static final int EFFORT = 22_000;

  /** Nothing repeats itself more exactly than this. */
  private static final double NOISE = 0.008;

  private static final long EARLIEST_NANOS = 500_000_000L;
  private static final long PACE_NANOS = 1_000_000_000L;

  /** While so few ended, each that ends is news. */
  private static final int FEW = 12;

  private final RecentRate recent = new RecentRate();
  private final DurationSample durationSample = new DurationSample();

  private long simulatedAt;
  private int simulatedWith;
  private @Nullable TimeRange simulated;

  /** Has seen nothing yet. */
  public ScheduleEstimator() {}

  @Override
  public Estimate observe(Observation now) {
    Double rate = recent.observe(now.elapsedNanos(), now.settled());
    durationSample.add(now.ended());
    return new Estimate(rate, forecast(now, rate));
  }

  private @Nullable TimeRange forecast(Observation now, @Nullable Double rate) {
    Long total = now.total();
    if (total == null || total <= now.done() || now.done() <= 0) {
      return null;
    }
    if (now.workers() == 0) {
      return RateForecast.of(now.elapsedNanos(), now.done(), total, rate);
    }
    if (now.elapsedNanos() < EARLIEST_NANOS) {
      return null;
    }
    Long known = now.count();
    boolean weighed = known == null || !known.equals(total);
    long count = known == null ? guessed(now, total) : known;
    if (count <= now.settled() || durationSample.size() == 0) {
      return null;
    }
    TimeRange last = simulated;
    if (last == null || isDue(now)) {
      last = simulate(now, count, weighed);
      simulated = last;
      simulatedAt = now.elapsedNanos();
      simulatedWith = durationSample.size();
    }
    long aged = now.elapsedNanos() - simulatedAt;
    return TimeRange.of(last.lowNanos() - aged, last.likelyNanos() - aged, last.highNanos() - aged);
  }

  private boolean isDue(Observation now) {
    long pace = Math.min(PACE_NANOS, now.elapsedNanos() / 6);
    return now.elapsedNanos() - simulatedAt >= pace
        || durationSample.size() <= FEW && durationSample.size() > simulatedWith;
  }

  /** How many there are in all, if only what they weigh is known. */
  private static long guessed(Observation now, long total) {
    double guess = (double) now.settled() * total / now.done();
    return Math.max(now.settled() + Math.max(1, now.running().size()), Math.round(guess));
  }

  private TimeRange simulate(Observation now, long count, boolean weighed) {
    DurationData durationData = new DurationData(durationSample, now, count, weighed);
    Simulation simulation = new Simulation(now, count, durationData, durationSample, weighed);
    TrendModel.Shape[] shapes = TrendModel.Shape.values();
    TrendModel[] trendModels = new TrendModel[shapes.length];
    double[] odds = new double[shapes.length];
    for (int i = 0; i < shapes.length; i++) {
      trendModels[i] = TrendModel.fit(shapes[i], durationData);
      odds[i] = trendModels[i].odds();
    }
    int rounds = EFFORT / simulation.effort();
    rounds = Math.max(FEWEST_ROUNDS, Math.min(MAX_ROUNDS, rounds));
    double best = Arrays.stream(odds).max().orElse(0);
    double all = Arrays.stream(odds).map(one -> Math.exp(one - best)).sum();
    double[] ends = new double[rounds];
    XorShiftRandom random = new XorShiftRandom();
    int from = 0;
    double upTo = 0;
    for (int i = 0; i < shapes.length; i++) {
      upTo += Math.exp(odds[i] - best) / all;
      int until = i == shapes.length - 1 ? rounds : (int) Math.round(upTo * rounds);
      if (until > from) {
        simulation.simulate(trendModels[i], random, ends, from, until);
        from = until;
      }
    }
    Arrays.sort(ends);
    return TimeRange.of(
        (1 - NOISE) * 1e9 * quantile(ends, 0.1),
        1e9 * quantile(ends, 0.5),
        (1 + NOISE) * 1e9 * quantile(ends, 0.9));
  }

  private static double quantile(double[] sorted, double part) {
    double place = part * (sorted.length - 1);
    int low = (int) place;
    double high = sorted[Math.min(sorted.length - 1, low + 1)];
    return sorted[low] + (place - low) * (high - sorted[low]);
  }
}
