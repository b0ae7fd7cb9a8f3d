package dev.headway.internal.estimate.schedule;

/** The shapes of a trend, fitted to what is known of the durations, each with its likelihood. */
public final class Trends {
  private static final TrendModel.Shape[] SHAPES = TrendModel.Shape.values();

  private final TrendModel[] models;

  /** How likely each is; the first one is none. */
  private final double[] shares;

  private Trends(TrendModel[] models, double[] shares) {
    this.models = models;
    this.shares = shares;
  }

  public static Trends fit(DurationData durationData) {
    TrendModel[] models = new TrendModel[SHAPES.length];
    double[] shares = new double[SHAPES.length];
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < SHAPES.length; i++) {
      models[i] = TrendModel.fit(SHAPES[i], durationData);
      shares[i] = models[i].evidence(models[0]);
      best = Math.max(best, shares[i]);
    }
    double sum = 0;
    for (int i = 0; i < SHAPES.length; i++) {
      shares[i] = Math.exp(shares[i] - best);
      sum += shares[i];
    }
    for (int i = 0; i < SHAPES.length; i++) {
      shares[i] /= sum;
    }
    return new Trends(models, shares);
  }

  public TrendModel none() {
    return models[0];
  }

  /** How likely it is that there is a trend at all. */
  public double likelihood() {
    return 1 - shares[0];
  }

  /** How many times as wide the ranges of those that are a trend are than if tasks were alone. */
  public double wider() {
    double wider = 0;
    for (int i = 1; i < models.length; i++) {
      wider += shares[i] / likelihood() * models[i].wider();
    }
    return wider;
  }

  /** Plays some rounds of a simulation with a shape. */
  public interface Player {
    void play(TrendModel model, int from, int until);
  }

  /** Deals out rounds, to each shape that is a trend as many as it is likely among them. */
  public void deal(int rounds, Player player) {
    int from = 0;
    double upTo = 0;
    for (int i = 1; i < models.length; i++) {
      upTo += shares[i] / likelihood();
      int until = i == models.length - 1 ? rounds : (int) Math.round(upTo * rounds);
      if (until > from) {
        player.play(models[i], from, until);
        from = until;
      }
    }
  }
}
