package dev.headway.internal.estimate;

import java.util.Arrays;
import java.util.List;

/**
 * When a forecast expects each quarter of the rest to be done, and how far off it may be. So a
 * forecast can be judged long before the end. All numbers are logarithms of seconds, for errors of
 * a rest are factors.
 */
final class RestCurve {
  /** The parts of the rest whose times are foretold; the last one is the whole. */
  static final int PARTS = 4;

  /** Nothing repeats itself more exactly than this. */
  private static final double NOISE = 0.008;

  private static final double SHORTEST = 1e-3;

  /** Nothing is said of what is more than some twenty times as long as likely. */
  private static final double FARTHEST = 3;

  /** From the median to the end of the middle four fifths, in standard deviations, squared. */
  private static final double TO_TENTH_SQUARED = 1.64;

  private final double[] middle;
  private final double[] below;
  private final double[] above;

  private RestCurve(double[] middle, double[] below, double[] above) {
    this.middle = middle;
    this.below = below;
    this.above = above;
  }

  /**
   * What some rounds of a simulation say.
   *
   * @param rounds for each part, the seconds of each round
   * @param wider how many times as far off it may be as the rounds differ
   */
  static RestCurve ofRounds(double[][] rounds, double wider) {
    double[] middle = new double[PARTS];
    double[] below = new double[PARTS];
    double[] above = new double[PARTS];
    for (int i = 0; i < PARTS; i++) {
      double[] sorted = rounds[i].clone();
      Arrays.sort(sorted);
      middle[i] = log(quantile(sorted, 0.5));
      below[i] = wider * (middle[i] - log((1 - NOISE) * quantile(sorted, 0.1)));
      above[i] = wider * (log((1 + NOISE) * quantile(sorted, 0.9)) - middle[i]);
    }
    return new RestCurve(middle, below, above);
  }

  /** At an even pace, so many seconds in all; as sure as two others, in a proportion. */
  static RestCurve even(double seconds, RestCurve one, RestCurve other, double otherPart) {
    double[] middle = new double[PARTS];
    double[] below = new double[PARTS];
    double[] above = new double[PARTS];
    for (int i = 0; i < PARTS; i++) {
      middle[i] = log(seconds * (i + 1) / PARTS);
      below[i] = (1 - otherPart) * one.below[i] + otherPart * other.below[i];
      above[i] = (1 - otherPart) * one.above[i] + otherPart * other.above[i];
    }
    return new RestCurve(middle, below, above);
  }

  /** The weighted mean of some; the more they differ, the less sure. */
  static RestCurve blend(List<RestCurve> curves, double[] weights) {
    double[] middle = new double[PARTS];
    double[] below = new double[PARTS];
    double[] above = new double[PARTS];
    for (int i = 0; i < PARTS; i++) {
      for (int k = 0; k < weights.length; k++) {
        middle[i] += weights[k] * curves.get(k).middle[i];
        below[i] += weights[k] * curves.get(k).below[i];
        above[i] += weights[k] * curves.get(k).above[i];
      }
      double differ = 0;
      for (int k = 0; k < weights.length; k++) {
        double off = curves.get(k).middle[i] - middle[i];
        differ += weights[k] * off * off;
      }
      below[i] = Math.sqrt(below[i] * below[i] + TO_TENTH_SQUARED * differ);
      above[i] = Math.sqrt(above[i] * above[i] + TO_TENTH_SQUARED * differ);
    }
    return new RestCurve(middle, below, above);
  }

  /** The logarithm of the seconds until a part of the rest is done, above 0. */
  double middle(double part) {
    double place = part * PARTS - 1;
    if (place <= 0) {
      return middle[0] + log(part * PARTS);
    }
    int i = (int) Math.min(PARTS - 2, place);
    double before = Math.exp(middle[i]);
    return log(before + (place - i) * (Math.exp(middle[i + 1]) - before));
  }

  /** How much lower it may be. */
  double below(double part) {
    return between(below, part);
  }

  /** How much higher it may be. */
  double above(double part) {
    return between(above, part);
  }

  /** The range of the whole rest, widened. */
  TimeRange range(double widening) {
    double whole = middle[PARTS - 1];
    return TimeRange.of(
        1e9 * Math.exp(whole - Math.min(FARTHEST, widening * below[PARTS - 1])),
        1e9 * Math.exp(whole),
        1e9 * Math.exp(whole + Math.min(FARTHEST, widening * above[PARTS - 1])));
  }

  private static double between(double[] values, double part) {
    double place = Math.min(PARTS - 1, Math.max(0, part * PARTS - 1));
    int i = (int) Math.min(PARTS - 2, place);
    return values[i] + (place - i) * (values[i + 1] - values[i]);
  }

  private static double log(double value) {
    return Math.log(Math.max(SHORTEST, value));
  }

  private static double quantile(double[] sorted, double part) {
    double place = part * (sorted.length - 1);
    int low = (int) place;
    double high = sorted[Math.min(sorted.length - 1, low + 1)];
    return sorted[low] + (place - low) * (high - sorted[low]);
  }
}
