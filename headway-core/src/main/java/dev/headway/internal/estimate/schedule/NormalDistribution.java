package dev.headway.internal.estimate.schedule;

/** The standard normal distribution, as exactly as a prediction needs it. */
public final class NormalDistribution {
  private NormalDistribution() {}

  /** The value that a part of all lies below (Acklam's rational approximation). */
  static double quantile(double p) {
    if (p > 0.5) {
      return -quantile(1 - p);
    }
    if (p < 0.02425) {
      double q = Math.sqrt(-2 * Math.log(p));
      return (((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q
                              - 2.549732539343734)
                          * q
                      + 4.374664141464968)
                  * q
              + 2.938163982698783)
          / ((((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q
                      + 3.754408661907416)
                  * q
              + 1);
    }
    double q = p - 0.5;
    double r = q * q;
    return (((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r
                            + 1.383577518672690e2)
                        * r
                    - 3.066479806614716e1)
                * r
            + 2.506628277459239)
        * q
        / (((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r
                            + 6.680131188771972e1)
                        * r
                    - 1.328068155288572e1)
                * r
            + 1);
  }

  /**
   * The density at a value, divided by the part above it: how far above it the mean of those is.
   */
  static double hazard(double x) {
    if (x > 5) {
      return x + 1 / x;
    }
    double density = Math.exp(-x * x / 2) * 0.3989422804014327;
    return density / above(x);
  }

  /** The part below a value. */
  public static double below(double x) {
    return 1 - above(x);
  }

  /** The part above a value (Abramowitz and Stegun 26.2.17). */
  private static double above(double x) {
    if (x < 0) {
      return 1 - above(-x);
    }
    double t = 1 / (1 + 0.2316419 * x);
    double sum =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return Math.max(1e-12, Math.exp(-x * x / 2) * 0.3989422804014327 * sum);
  }
}
