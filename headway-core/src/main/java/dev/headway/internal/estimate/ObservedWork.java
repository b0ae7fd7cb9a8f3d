package dev.headway.internal.estimate;

import dev.headway.internal.estimate.data.Observation;

/**
 * How much work was done in this run, how much is left, and at which pace. What was done before it,
 * and is only counted again, is no speed.
 */
final class ObservedWork {
  /** Before anything is done, amounts are microseconds of an earlier run. */
  private static final double LEARNED = 1e-6;

  private final RecentPace recent = new RecentPace();
  private double done;
  private double left;

  void observe(Observation now) {
    double part = 1;
    if (now.workers() > 0) {
      part = now.settled() <= 0 ? 0 : Math.min(1, (double) now.timed() / now.settled());
    }
    done = part * now.done();
    recent.observe(now.elapsedNanos() / 1e9, done);
    Long total = now.total();
    left = total == null ? 0 : Math.max(0, total - now.done());
  }

  /** What was done in this run. */
  double done() {
    return done;
  }

  double left() {
    return left;
  }

  /** The mean number of seconds for each amount of one. */
  double pace(double seconds) {
    return done > 0 ? seconds / done : LEARNED;
  }

  double recentPace(double otherwise) {
    return recent.pace(otherwise);
  }
}
