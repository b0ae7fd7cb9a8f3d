package dev.headway.internal.estimate.schedule;

/**
 * How long tasks take, without trend and cost: those that ended, sorted, and beyond the longest a
 * Pareto tail, which stands for one more of them. Its exponent is Hill's estimate from the longest
 * ones, from a prior and from those that have been running for even longer.
 */
public final class DurationDistribution {
  private static final double PRIOR = 0.2; // The tail of a Pareto distribution of shape 1.8.
  private static final double HEAVIEST = 0.3;

  /** From here on, in logarithm, a task that outruns all others is of another kind than they. */
  private static final double OTHER_KIND = 0.4;

  private final double[] sorted;
  private final double exponent;

  /**
   * Takes durations and ages.
   *
   * @param sorted the durations of ended tasks
   * @param beyond by how much running tasks are older than the longest, in logarithm, added up
   */
  DurationDistribution(double[] sorted, double beyond) {
    this.sorted = sorted;
    int n = sorted.length;
    int top = (int) Math.min(n - 1, Math.ceil(Math.sqrt(n)));
    double excess = 0;
    for (int i = 0; i < top; i++) {
      excess += Math.log(sorted[n - 1 - i] / sorted[n - 1 - top]);
    }
    exponent = Math.min(HEAVIEST, (PRIOR + excess + beyond) / (1 + top));
  }

  int size() {
    return sorted.length;
  }

  /** Not to be changed. */
  double[] sorted() {
    return sorted;
  }

  double longest() {
    return sorted[sorted.length - 1];
  }

  /** What a task takes that takes longer than any before. */
  double tail(XorShiftRandom random) {
    return longest() * Math.pow(random.nextDouble(), -exponent);
  }

  /** The mean of the tail. */
  double tailMean() {
    return longest() / (1 - exponent);
  }

  /** What a task takes in all that has been running for so long. */
  double after(double age, XorShiftRandom random) {
    int first = firstAbove(age);
    int choice = first + random.nextInt(sorted.length - first + 1);
    if (choice < sorted.length) {
      return sorted[choice];
    }
    if (age <= longest()) {
      return tail(random);
    }
    double other = PRIOR * Math.min(1, Math.log(age / longest()) / OTHER_KIND);
    return age * Math.pow(random.nextDouble(), -Math.max(exponent, other));
  }

  private int firstAbove(double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
