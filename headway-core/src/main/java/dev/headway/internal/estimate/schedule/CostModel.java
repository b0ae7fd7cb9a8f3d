package dev.headway.internal.estimate.schedule;

import dev.headway.internal.estimate.data.DurationSample;

/**
 * What a task of a weight is expected to cost: {@code base + each * weight}, learned from those
 * that ended. A file of no bytes takes its time too, so that plain proportion would mislead.
 *
 * <p>Least squares of the relative errors, with neither part below 0; a third of a guess that
 * stands for "in proportion" keeps the first few from saying too much.
 */
public final class CostModel {
  /** All tasks are alike. */
  static final CostModel ALIKE = new CostModel(1, 0);

  private static final int ROUNDS = 4;

  private final double base;
  private final double each;

  private CostModel(double base, double each) {
    this.base = base;
    this.each = each;
  }

  public double of(double weight) {
    return base + each * weight;
  }

  public static CostModel learned(DurationSample durationSample) {
    int n = durationSample.size();
    double weights = 0;
    double seconds = 0;
    for (int i = 0; i < n; i++) {
      weights += durationSample.amount(i);
      seconds += durationSample.seconds(i);
    }
    if (weights <= 0) {
      return ALIKE;
    }
    double mean = weights / n;
    CostModel costModel = new CostModel(0.05 * seconds / n, 0.95 * seconds / weights);
    for (int round = 0; round < ROUNDS; round++) {
      costModel = costModel.refined(durationSample, n, mean);
    }
    return costModel;
  }

  private CostModel refined(DurationSample durationSample, int n, double mean) {
    double ww = 0;
    double wx = 0;
    double xx = 0;
    double wy = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      double x = durationSample.amount(i) / mean;
      double scale = 1 / (of(durationSample.amount(i)) * of(durationSample.amount(i)));
      ww += scale;
      wx += scale * x;
      xx += scale * x * x;
      wy += scale * durationSample.seconds(i);
      xy += scale * x * durationSample.seconds(i);
    }
    // A little pull towards proportion, or all weights alike would leave both parts open.
    double pulled = ww + 3e-4 * ww + 1e-300;
    double determinant = pulled * xx - wx * wx;
    double constant = (wy * xx - xy * wx) / determinant;
    double slope = (pulled * xy - wx * wy) / determinant;
    if (!(slope > 0)) {
      constant = wy / ww;
      slope = 0;
    } else if (!(constant > 0)) {
      constant = 0;
      slope = xy / xx;
    }
    double least = 1e-6 * (constant + slope);
    return least > 0 ? new CostModel(Math.max(constant, least), slope / mean) : this;
  }
}
