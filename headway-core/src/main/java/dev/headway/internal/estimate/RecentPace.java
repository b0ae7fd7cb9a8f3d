package dev.headway.internal.estimate;

/**
 * The pace of what was done last: two exponential averages, of amounts and of the times that they
 * took, as tqdm has them. It moves when something is done, ten times a second at most.
 */
final class RecentPace {
  private static final double SMOOTHING = 0.3;
  private static final double SHORTEST = 0.1;

  private double lastAt;
  private double lastDone;
  private double amounts;
  private double seconds;

  void observe(double at, double done) {
    if (done > lastDone && at - lastAt >= SHORTEST) {
      amounts = SMOOTHING * (done - lastDone) + (1 - SMOOTHING) * amounts;
      seconds = SMOOTHING * (at - lastAt) + (1 - SMOOTHING) * seconds;
      lastAt = at;
      lastDone = done;
    }
  }

  /** Seconds for each amount of one, or another number while nothing is known. */
  double pace(double otherwise) {
    return amounts > 0 ? seconds / amounts : otherwise;
  }
}
