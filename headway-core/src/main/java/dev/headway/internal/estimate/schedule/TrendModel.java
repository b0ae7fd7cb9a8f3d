package dev.headway.internal.estimate.schedule;

import java.util.Arrays;

/**
 * How durations change along the order of the inputs: by {@code exp(slope * place)}, where the
 * place depends on the shape.
 *
 * <p>Fitted to the logarithms of the durations by least squares, with the running tasks as censored
 * data (the Tobit model, by expectation and maximization). A prior pulls the slope towards 0, so
 * that what is little evidence says little.
 */
public final class TrendModel {

  /** What a trend may look like, how likely that is beforehand, and the usual size of its slope. */
  enum Shape {
    /** None. */
    LEVEL(0.725, 0),
    /** A drift: each step of the order changes the duration by the same factor. */
    STEADY(0.08, 1.5),
    /** Each step changes the duration by the same time, from little on. */
    GROWING(0.01, 1),
    /** A power of the number in the order, counted from the end: as sizes by rank often are. */
    RANKED(0.005, 1),
    /** As if sizes that are spread as a bell curve had been sorted: steep at both ends. */
    SORTED(0.1, 1);

    private final double prior;
    private final double usual;

    Shape(double prior, double usual) {
      this.prior = prior;
      this.usual = usual;
    }

    /** The place on the shape's axis of a part of the order, from 0 to 1. */
    double place(double part) {
      double inside = Math.min(1 - 1e-9, Math.max(1e-9, part));
      return switch (this) {
        case LEVEL -> 0;
        case STEADY -> inside;
        case GROWING -> Math.log(inside + 0.1);
        case RANKED -> -Math.log(1 - inside);
        case SORTED -> NormalDistribution.quantile(inside);
      };
    }
  }

  /** What least squares needs to know. */
  private static final class Sums {
    double w;
    double z;
    double y;
    double zz;
    double zy;
    double yy;

    void add(double weight, double atZ, double atY) {
      w += weight;
      z += weight * atZ;
      y += weight * atY;
      zz += weight * atZ * atZ;
      zy += weight * atZ * atY;
      yy += weight * atY * atY;
    }

    Sums copy() {
      Sums copy = new Sums();
      copy.w = w;
      copy.z = z;
      copy.y = y;
      copy.zz = zz;
      copy.zy = zy;
      copy.yy = yy;
      return copy;
    }
  }

  /** No task takes more than some 90 times as long as another because of its place alone. */
  private static final double STEEPEST = 4.5;

  private static final int ROUNDS = 5;

  /** How much of a trend goes on beyond what was seen (Gardner and McKenzie, 1985). */
  private static final double DAMPING = 0.8;

  /** By this a slope is doubted more than its standard error says: the shape is a guess too. */
  private static final double CAUTION = 2.2;

  /** A wrong shape makes a slope wrong by some such part of itself at most. */
  private static final double MISSHAPEN = 0.4;

  /** More than this the errors of a mean are not widened because errors resemble each other. */
  private static final double MOST_ALIKE = 0.7;

  /** The variance that a fit is never better than, and the number of tasks that is worth. */
  private static final double MIN = 0.02;

  private final Shape shape;
  private final DurationData durationData;
  private final double[] place;
  private final Sums endedSums = new Sums();

  private double mean;
  private double center;
  private double variance;
  private double slope;
  private double precision;
  private double squares;

  private TrendModel(Shape shape, DurationData durationData) {
    this.shape = shape;
    this.durationData = durationData;
    this.place = new double[durationData.size];
    for (int i = 0; i < place.length; i++) {
      this.place[i] = place(durationData.part[i]);
    }
  }

  /** Fits a shape. */
  static TrendModel fit(Shape shape, DurationData durationData) {
    TrendModel trendModel = new TrendModel(shape, durationData);
    trendModel.begin();
    trendModel.addEnded();
    for (int round = 0; round < ROUNDS; round++) {
      trendModel.improve();
    }
    return trendModel;
  }

  private void begin() {
    int n = durationData.ended;
    for (int i = 0; i < n; i++) {
      mean += durationData.log[i] / n;
    }
    for (int i = 0; i < n; i++) {
      double error = durationData.log[i] - mean;
      variance += error * error;
    }
    variance = (variance + 0.5) / (n + 1);
  }

  private void addEnded() {
    for (int i = 0; i < durationData.ended; i++) {
      endedSums.add(1, place[i], durationData.log[i]);
    }
  }

  /** Puts in the place of each running one what it should come to, and fits again. */
  private void improve() {
    double sd = Math.sqrt(variance);
    double extra = 0;
    Sums all = endedSums.copy();
    for (int i = durationData.ended; i < place.length; i++) {
      double expected = mean + slope * (place[i] - center);
      double above = (durationData.log[i] - expected) / sd;
      if (above < -3) {
        continue; // So young that it tells nothing.
      }
      double hazard = NormalDistribution.hazard(above);
      double w = durationData.runningWeight;
      all.add(w, place[i], expected + sd * hazard);
      extra += w * variance * Math.max(0, 1 + above * hazard - hazard * hazard);
    }
    mean = all.y / all.w;
    center = all.z / all.w;
    squares = Math.max(0, all.yy - all.y * mean) + extra;
    if (shape.usual > 0) {
      double together = all.zy - all.z * mean;
      double ridge = variance / (shape.usual * shape.usual);
      precision = Math.max(0, all.zz - all.z * center) + ridge;
      slope = together / precision;
      squares = Math.max(0, squares - together * together / precision);
    }
    variance = (squares + MIN) / (all.w + 0.5);
  }

  /**
   * The logarithm of how likely the shape is, against none. Where errors in a row resemble each
   * other, a busy machine more likely than a trend made durations differ, and so many tasks tell as
   * much as fewer would.
   */
  double evidence(TrendModel none) {
    if (shape.usual <= 0) {
      return Math.log(shape.prior);
    }
    double alike = alike();
    double independent = (durationData.ended - 1) * (1 - alike) / (1 + alike);
    return Math.log(shape.prior)
        + 0.5 * independent * Math.log((none.squares + MIN) / (squares + MIN))
        + 0.5 * Math.log(variance / (shape.usual * shape.usual * precision));
  }

  /** How many times as far off a mean is than if no error resembled the one before. */
  public double wider() {
    double alike = Math.min(MOST_ALIKE, alike());
    return Math.sqrt((1 + alike) / (1 - alike));
  }

  double slope() {
    return slope;
  }

  /**
   * How much each error resembles the one before: their correlation, if it is above 0. Errors that
   * hardly are any do not count.
   */
  private double alike() {
    double self = MIN;
    double next = 0;
    double before = 0;
    for (int i = 0; i < durationData.ended; i++) {
      double error = durationData.log[i] - mean - slope * (place[i] - center);
      self += error * error;
      next += error * before;
      before = error;
    }
    return Math.max(0, Math.min(0.9, next / self));
  }

  /**
   * The standard error of the slope. Where errors in a row resemble each other, the curve has
   * another shape than the one that was fitted, and is trusted less.
   */
  double doubt() {
    if (shape.usual <= 0) {
      return 0;
    }
    double alike = alike();
    double wider = Math.pow((1 + alike) / (1 - alike), 1.25);
    double error = Math.sqrt(variance / precision);
    double misshapen = error + MISSHAPEN * Math.abs(slope);
    return CAUTION * Math.min(shape.usual, Math.min(wider * error, misshapen));
  }

  /** The place on the axis of a part of the order, from 0 to 1. */
  double place(double part) {
    double place = shape.place(part);
    if (part > durationData.front) {
      double from = shape.place(durationData.front);
      return from + DAMPING * (place - from);
    }
    return place;
  }

  /** How many times as long as in the middle a task takes, for a slope. */
  double factor(double atPlace, double withSlope) {
    if (shape.usual <= 0) {
      return 1;
    }
    double log = withSlope * (atPlace - center);
    return Math.exp(Math.min(STEEPEST, Math.max(-STEEPEST, log)));
  }

  /** The durations of the ended ones without the trend and their costs, sorted. */
  double[] flat() {
    double[] flat = new double[durationData.ended];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = Math.exp(durationData.log[i]) / factor(place[i], slope);
    }
    Arrays.sort(flat);
    return flat;
  }
}
