package dev.headway.bench.bars;

import java.util.Arrays;
import java.util.List;

/**
 * How good a bar was in one run.
 *
 * @param meanFraction the mean of |shown fraction - true fraction| of the time, in points
 * @param maxFraction the largest of these
 * @param medianError the median of the relative errors of the rest, in percent
 * @param medianRatio the median of the ratio errors of the rest, both at least half a second
 * @param ratio90 the 90th percentile of these, each at most 100
 * @param under how often less than half of the rest was shown, in percent
 * @param silent how often nothing, zero or the infinite was shown, in percent
 * @param first when the first answer came, in percent of the time
 * @param jitter how far the predicted end moved from probe to probe, in percent of the time
 * @param covered how often the truth lay in the range, in percent; NaN if there is none
 * @param width how wide the range was, in percent of the time
 */
record Score(
    double meanFraction,
    double maxFraction,
    double medianError,
    double medianRatio,
    double ratio90,
    double under,
    double silent,
    double first,
    double jitter,
    double covered,
    double width) {

  /** What was shown at a time; NaN if nothing. */
  record Shown(double at, double low, double rest, double high) {}

  static Score of(double whole, List<Shown> shown) {
    double[] fractions = new double[shown.size()];
    double[] errors = new double[shown.size()];
    double[] ratios = new double[shown.size()];
    int answers = 0;
    int under = 0;
    int silent = 0;
    int ranges = 0;
    int covered = 0;
    double width = 0;
    double jitter = 0;
    double first = Double.NaN;
    Shown before = null;
    for (int i = 0; i < shown.size(); i++) {
      Shown one = shown.get(i);
      double truth = whole - one.at;
      double said = one.rest;
      if (Double.isNaN(said) || said <= 0 || Double.isInfinite(said)) {
        silent++;
      } else if (Double.isNaN(first)) {
        first = one.at;
      }
      if (Double.isNaN(said)) {
        fractions[i] = one.at / whole;
        continue;
      }
      if (!Double.isNaN(one.low)) {
        ranges++;
        covered += one.low <= truth && truth <= one.high ? 1 : 0;
        width += one.high - one.low;
      }
      said = Math.min(Math.max(said, 0), 1e4);
      fractions[i] = Math.abs((one.at + said > 0 ? one.at / (one.at + said) : 1) - one.at / whole);
      errors[answers] = Math.abs(said - truth) / truth;
      double a = Math.max(said, 0.5);
      double b = Math.max(truth, 0.5);
      ratios[answers++] = Math.min(100, Math.max(a / b, b / a));
      under += said < truth * 0.5 ? 1 : 0;
      if (before != null) {
        jitter += Math.abs(said - before.rest + (one.at - before.at));
      }
      before = new Shown(one.at, one.low, said, one.high);
    }
    return new Score(
        100 * Arrays.stream(fractions).average().orElse(Double.NaN),
        100 * Arrays.stream(fractions).max().orElse(Double.NaN),
        100 * percentile(errors, answers, 0.5),
        percentile(ratios, answers, 0.5),
        percentile(ratios, answers, 0.9),
        100.0 * under / shown.size(),
        100.0 * silent / shown.size(),
        100 * (Double.isNaN(first) ? whole : first) / whole,
        100 * jitter / Math.max(1, answers - 1) / whole,
        ranges == 0 ? Double.NaN : 100.0 * covered / ranges,
        ranges == 0 ? Double.NaN : 100 * width / ranges / whole);
  }

  private static double percentile(double[] values, int size, double part) {
    if (size == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    double place = part * (size - 1);
    int low = (int) place;
    return sorted[low] + (place - low) * (sorted[Math.min(size - 1, low + 1)] - sorted[low]);
  }

  /** The mean of each figure. */
  static Score mean(List<Score> all) {
    return new Score(
        mean(all, Score::meanFraction),
        mean(all, Score::maxFraction),
        mean(all, Score::medianError),
        mean(all, Score::medianRatio),
        mean(all, Score::ratio90),
        mean(all, Score::under),
        mean(all, Score::silent),
        mean(all, Score::first),
        mean(all, Score::jitter),
        mean(all, Score::covered),
        mean(all, Score::width));
  }

  private static double mean(List<Score> all, java.util.function.ToDoubleFunction<Score> figure) {
    return all.stream()
        .mapToDouble(figure)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }
}
