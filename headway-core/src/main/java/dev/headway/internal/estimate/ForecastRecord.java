package dev.headway.internal.estimate;

import dev.headway.internal.estimate.schedule.NormalDistribution;
import java.util.ArrayList;
import java.util.List;

/**
 * What was foretold earlier in this run, held against what came true since: how long it took until
 * a part of the rest was done. Two things follow.
 *
 * <ul>
 *   <li>How much each expert is worth: exponential weights (Cesa-Bianchi and Lugosi, <i>Prediction,
 *       Learning, and Games</i>, 2006). Errors count in the units of what the simulation says is
 *       usual, so that luck does not decide; what is long past counts less, since the best expert
 *       may change (Herbster and Warmuth, 1998).
 *   <li>How wide ranges have to be: so that of those given earlier, and of some imagined ones, four
 *       fifths would have held. It is the quantile of conformal inference, in the adaptive form of
 *       Gibbs and Candès (2021): recent errors weigh more, and no distribution is assumed.
 * </ul>
 */
final class ForecastRecord {
  private static final int SIZE = 48;

  /** A forecast is kept when so much more is done than at the one before, and at each 40th part. */
  private static final double GROWTH = 1.06;

  private static final double STEP = 1 / 40.0;

  /** Before so much of the rest is done, a forecast is not judged. */
  private static final double LEAST = 0.02;

  /** From one kept forecast to the one before, what it counts. */
  private static final double FADING = 0.85;

  /** How fast weights follow errors; forecasts that follow each other are wrong together. */
  private static final double LEARNING_RATE = 0.4;

  /** An error in standard deviations, squared, counts as this at most. */
  private static final double WORST = 16;

  private static final double LEAST_DEVIATION = 0.1;
  private static final double TO_TENTH = 1.2816;

  /** So many imagined earlier ranges, which should have been wider by this. */
  private static final double IMAGINED = 1.5;

  private static final double IMAGINED_WIDENING = 1.2;
  private static final double HELD = 0.8;
  private static final double NARROWEST = 0.3;
  private static final double WIDEST = 4;
  private static final double LEAST_WIDTH = 0.02;

  private record Said(
      double at, double done, double left, List<RestCurve> experts, RestCurve all) {}

  private final List<Said> kept = new ArrayList<>();
  private final int plain;
  private final double[] weights;
  private double widening = 1;

  /**
   * Remembers nothing yet.
   *
   * @param experts how many there are
   * @param plain the one whose range says which errors are usual
   */
  ForecastRecord(int experts, int plain) {
    this.weights = new double[experts];
    this.plain = plain;
  }

  /** The weights after the last judgement; not to be changed. */
  double[] weights() {
    return weights;
  }

  /** How many forecasts are kept. */
  int size() {
    return kept.size();
  }

  /** How many times as wide ranges should be. */
  double widening() {
    return widening;
  }

  /** Keeps a forecast, unless hardly anything was done since the last one. */
  void add(double at, double done, double total, List<RestCurve> experts, RestCurve all) {
    if (!kept.isEmpty()) {
      double last = kept.get(kept.size() - 1).done;
      if (done < Math.min(last * GROWTH, last + total * STEP)) {
        return;
      }
    }
    if (kept.size() == SIZE) {
      for (int i = SIZE - 2; i >= 0; i -= 2) {
        kept.remove(i);
      }
    }
    kept.add(new Said(at, done, total - done, experts, all));
  }

  /** Judges all of them by what is done at a time. */
  void judge(double at, double done, double[] prior) {
    double[] losses = new double[weights.length];
    double[] errors = new double[kept.size()];
    double[] counts = new double[kept.size()];
    double fading = 1;
    int judged = 0;
    for (int i = kept.size() - 1; i >= 0; i--) {
      Said said = kept.get(i);
      double part = (done - said.done) / said.left;
      if (part < LEAST || at <= said.at) {
        continue;
      }
      double truth = Math.log(at - said.at);
      double count = fading * Math.min(1, 2 * part);
      fading *= FADING;
      addLosses(losses, said, part, truth, count);
      double error = truth - said.all.middle(part);
      double width = error > 0 ? said.all.above(part) : said.all.below(part);
      errors[judged] = Math.abs(error) / Math.max(LEAST_WIDTH, width);
      counts[judged++] = count;
    }
    weigh(prior, losses);
    widening = widening(errors, counts, judged);
  }

  private void addLosses(double[] losses, Said said, double part, double truth, double count) {
    RestCurve usualCurve = said.experts.get(plain);
    double usual = (usualCurve.below(part) + usualCurve.above(part)) / 2 / TO_TENTH;
    double deviation = Math.max(LEAST_DEVIATION, usual);
    for (int k = 0; k < losses.length; k++) {
      double error = (said.experts.get(k).middle(part) - truth) / deviation;
      losses[k] += count * Math.min(WORST, error * error);
    }
  }

  private void weigh(double[] prior, double[] losses) {
    double least = Double.MAX_VALUE;
    for (int k = 0; k < losses.length; k++) {
      least = prior[k] > 0 ? Math.min(least, losses[k]) : least;
    }
    double sum = 0;
    for (int k = 0; k < losses.length; k++) {
      weights[k] = prior[k] > 0 ? prior[k] * Math.exp(LEARNING_RATE * (least - losses[k])) : 0;
      sum += weights[k];
    }
    for (int k = 0; k < losses.length; k++) {
      weights[k] /= sum;
    }
  }

  private static double widening(double[] errors, double[] counts, int judged) {
    double all = IMAGINED;
    for (int i = 0; i < judged; i++) {
      all += counts[i];
    }
    double low = NARROWEST;
    double high = WIDEST;
    for (int round = 0; round < 20; round++) {
      double middle = Math.sqrt(low * high);
      double imagined = TO_TENTH * middle / IMAGINED_WIDENING;
      double held = IMAGINED * (2 * NormalDistribution.below(imagined) - 1);
      for (int i = 0; i < judged; i++) {
        held += errors[i] <= middle ? counts[i] : 0;
      }
      if (held < HELD * all) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
