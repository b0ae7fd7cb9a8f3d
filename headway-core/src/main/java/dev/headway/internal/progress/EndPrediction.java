package dev.headway.internal.progress;

import dev.headway.internal.estimate.Estimate;
import dev.headway.internal.estimate.ScheduleEstimator;
import dev.headway.internal.estimate.TimeRange;
import dev.headway.internal.estimate.data.LearnedCosts;
import dev.headway.internal.estimate.data.Observation;
import dev.headway.progress.Accuracy;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import org.jspecify.annotations.Nullable;

/**
 * The rate and the predicted end of one progress, and how good the predictions were. Used by the
 * thread that takes snapshots; {@link #accuracy()} by any.
 */
final class EndPrediction {
  private static final String NOTE = "the end is predicted from an earlier run";

  private final ScheduleEstimator estimator = new ScheduleEstimator();
  private final ForecastLog forecastLog = new ForecastLog();
  private @Nullable Double rate;
  private @Nullable Forecast forecast;
  private volatile @Nullable Accuracy accuracy;

  /** How many nanoseconds pass at least from the start of one task to that of the next. */
  private double nanosPerStart;

  /** Takes in what is true at an instant. */
  void observe(Observation now, Row.State state) {
    Estimate estimate = estimator.observe(now);
    TimeRange rest = estimate.rest();
    rate = state == Row.State.RUNNING ? estimate.rate() : mean(now);
    forecast = rest == null ? null : atLeast(startNanos(now), rest);
    accuracy = state == Row.State.FINISHED ? forecastLog.judge(now.elapsedNanos()) : null;
    if (state == Row.State.RUNNING) {
      forecastLog.add(now.elapsedNanos(), forecast);
    }
  }

  /** How long it takes at least until all have started that wait behind the next one. */
  private long startNanos(Observation now) {
    Long count = now.count();
    long behind = count == null ? 0 : count - now.settled() - now.running().size() - 1;
    return (long) (Math.max(0, behind) * nanosPerStart);
  }

  private static Forecast atLeast(long nanos, TimeRange rest) {
    return new Forecast(
        Math.max(nanos, rest.lowNanos()),
        Math.max(nanos, rest.likelyNanos()),
        Math.max(nanos, rest.highNanos()));
  }

  /** How many ended per second in the whole time: the last seconds say nothing of what is over. */
  private static @Nullable Double mean(Observation now) {
    return now.settled() == 0 || now.elapsedNanos() == 0
        ? null
        : (Double) (now.settled() * 1e9 / now.elapsedNanos());
  }

  /** Says how long the tasks took in an earlier run. Called before anything is observed. */
  void learn(LearnedCosts costs) {
    estimator.learn(costs);
  }

  /** Says how many tasks may start per second. Called before anything is observed. */
  void limit(double perSecond) {
    nanosPerStart = 1e9 / perSecond;
  }

  /** What is to be known about the time left, in a few words; empty if there is nothing. */
  String note() {
    return forecast != null && estimator.followsEarlierRun() ? NOTE : "";
  }

  /** How many things end per second, or null before there is evidence. */
  @Nullable Double rate() {
    return rate;
  }

  /** The time left, or null if nothing can be said. */
  @Nullable Forecast forecast() {
    return forecast;
  }

  /** The judgement; null before the end, and if there were too few predictions. */
  @Nullable Accuracy accuracy() {
    return accuracy;
  }
}
