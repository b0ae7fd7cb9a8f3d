package dev.headway.progress;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Predicts from the area of the work that is left: what the tasks in the queue and the rests of the
 * running ones take together, spread over the workers, but never less than the longest rest.
 *
 * <p>A task takes the mean duration of the ended ones, in proportion to its weight. One that runs
 * for longer than that is taken to be in a Pareto tail (shape 1.8), whose median rest is 0.47 times
 * its age: so a stall makes the prediction grow by itself. The range is ±1.28 standard deviations
 * of the sum, with a coefficient of variation that starts at 1 and gives way to the measured one.
 *
 * <p>Where no durations are known, because the progress is advanced by hand, the rate of the last
 * seconds and that of the whole time bound the range.
 */
final class AreaEstimator implements Estimator {
  private static final double TAIL = 0.47; // 2^(1/1.8) - 1
  private static final double NORMAL_90 = 1.2816; // 90th percentile of the standard normal

  private final RecentRate recent = new RecentRate();

  @Override
  public Estimate observe(Observation now) {
    Double rate = recent.observe(now.elapsedNanos(), now.settled());
    return new Estimate(rate, forecast(now, rate));
  }

  private @Nullable Forecast forecast(Observation now, @Nullable Double rate) {
    Long total = now.total();
    if (total == null || total <= now.done() || now.done() <= 0) {
      return null;
    }
    return now.workers() > 0 ? bySchedule(now, total) : byRate(now, total, rate);
  }

  private static Forecast bySchedule(Observation now, long total) {
    double perUnit = (double) now.busyNanos() / now.done();
    double started = 0;
    double rests = 0;
    double longest = 0;
    for (Observation.Running task : now.running()) {
      double rest = Math.max(perUnit * task.amount() - task.ageNanos(), TAIL * task.ageNanos());
      rests += rest;
      longest = Math.max(longest, rest);
      started += task.amount();
    }
    double queued = Math.max(0, total - now.done() - started);
    double likely = Math.max((rests + queued * perUnit) / now.workers(), longest);
    double mean = (double) now.busyNanos() / now.settled();
    double tasksLeft = queued * now.settled() / now.done() + now.running().size();
    double spread = variation(now) * mean * Math.sqrt(Math.max(1, tasksLeft)) / now.workers();
    double doubt = likely * variation(now) / Math.sqrt(now.settled());
    return range(likely, NORMAL_90 * Math.hypot(spread, doubt));
  }

  /** The coefficient of variation of the durations: 1 before there is evidence. */
  private static double variation(Observation now) {
    double mean = now.busyNanos() / (1e9 * now.settled());
    if (mean <= 0) {
      return 1;
    }
    double square = now.busySquares() / now.settled() / (mean * mean) - 1;
    return Math.sqrt((now.settled() * Math.max(0, square) + 1) / (now.settled() + 1));
  }

  private static @Nullable Forecast byRate(Observation now, long total, @Nullable Double rate) {
    if (rate == null || now.elapsedNanos() <= 0) {
      return null;
    }
    double left = total - now.done();
    double whole = now.done() / (now.elapsedNanos() / 1e9);
    double last = Math.max(rate, whole / 10);
    double likely = left / Math.sqrt(whole * last) * 1e9;
    double low = left / Math.max(whole, last) * 1e9;
    double high = left / Math.min(whole, last) * 1e9;
    return bounded(low, likely, high);
  }

  private static Forecast range(double likely, double deviation) {
    return bounded(likely - deviation, likely, likely + deviation);
  }

  private static Forecast bounded(double low, double likely, double high) {
    long middle = Math.max(TimeUnit.MILLISECONDS.toNanos(1), (long) likely);
    return new Forecast(
        Math.min(middle, Math.max(0, (long) low)), middle, Math.max(middle, (long) high));
  }
}
