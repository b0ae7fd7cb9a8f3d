package dev.headway.cli.report;

import java.util.ArrayList;
import java.util.List;

/** Places on a line of time, with ticks at round times. */
final class TimeAxis {
  private static final double[] STEPS = {
    1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1,
    0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200,
    86400, 172800, 432000, 864000
  };

  private final double seconds;
  private final double left;
  private final double width;

  /**
   * @param seconds how long the whole is
   * @param left where it begins
   * @param width how wide it is
   */
  TimeAxis(double seconds, double left, double width) {
    this.seconds = Math.max(1e-6, seconds);
    this.left = left;
    this.width = width;
  }

  /** Where a time is. */
  double x(double time) {
    return left + width * Math.min(1, Math.max(0, time / seconds));
  }

  /** Round times, at most this number of them. */
  List<Double> ticks(int most) {
    double step = STEPS[STEPS.length - 1];
    for (double one : STEPS) {
      if (seconds / one <= most) {
        step = one;
        break;
      }
    }
    while (seconds / step > most) {
      step *= 2;
    }
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i * step <= seconds * 1.0001; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** A tick in words. */
  static String label(double time) {
    if (time == 0) {
      return "0";
    }
    if (time < 60) {
      return time < 1e-3
          ? Math.round(time * 1e6) + " µs"
          : time < 1 ? Math.round(time * 1e3) + " ms" : Math.round(time) + " s";
    }
    return Texts.seconds(time);
  }

  /** The axis with its ticks below a panel. */
  String drawn(double top, double bottom) {
    StringBuilder svg = new StringBuilder();
    StringBuilder lines = new StringBuilder();
    for (double tick : ticks(8)) {
      String x = Svg.number(x(tick));
      lines.append('M').append(x).append(' ').append(Svg.number(top)).append('V');
      lines.append(Svg.number(bottom + 4));
      svg.append("<text x=\"").append(x).append("\" y=\"").append(Svg.number(bottom + 16));
      svg.append("\" class=\"tick\">").append(label(tick)).append("</text>\n");
    }
    return Svg.path("grid", lines) + svg;
  }
}
