package dev.headway.cli.report;

import dev.headway.cli.report.ProgressSamples.Sample;
import java.util.List;
import java.util.stream.IntStream;

/** Draws what end was predicted at each time, as a range and a line, and the true end. */
final class ForecastPanel {
  private static final int HEIGHT = 150;
  private static final int MOST = 300;

  /** A range beyond this many times the true duration is cut off at the edge. */
  private static final double MOST_TIMES = 2.5;

  private final JobProgress job;
  private final List<Sample> forecasts;
  private final TimeAxis axis;
  private final double left;
  private final double width;
  private final double top;
  private final double highest;

  ForecastPanel(JobProgress job, double left, double width, double top) {
    this.job = job;
    this.left = left;
    this.width = width;
    this.top = top;
    List<Sample> all = job.samples().forecasts();
    int every = Math.max(1, all.size() / MOST);
    forecasts =
        IntStream.range(0, all.size()).filter(i -> i % every == 0).mapToObj(all::get).toList();
    axis = new TimeAxis(job.elapsedSeconds(), left, width);
    double most = forecasts.stream().mapToDouble(Sample::highEnd).max().orElse(0);
    double whole = job.elapsedSeconds();
    highest = Math.max(1e-6, Math.max(whole * 1.1, Math.min(most, whole * MOST_TIMES)));
  }

  double bottom() {
    return top + HEIGHT;
  }

  private String place(double elapsed, double end) {
    double y = bottom() - HEIGHT * Math.min(1, Math.max(0, end / highest));
    return Svg.number(axis.x(elapsed)) + " " + Svg.number(y);
  }

  String drawn() {
    StringBuilder svg = new StringBuilder(axis.drawn(top, bottom()));
    StringBuilder range = new StringBuilder();
    StringBuilder likely = new StringBuilder();
    for (int i = 0; i < forecasts.size(); i++) {
      Sample one = forecasts.get(i);
      range.append(i == 0 ? 'M' : 'L').append(place(one.elapsed(), one.highEnd()));
      likely.append(i == 0 ? 'M' : 'L').append(place(one.elapsed(), one.likelyEnd()));
    }
    for (int i = forecasts.size() - 1; i >= 0; i--) {
      range.append('L').append(place(forecasts.get(i).elapsed(), forecasts.get(i).lowEnd()));
    }
    svg.append(Svg.path("range", range.append('z'))).append(Svg.path("likely", likely));
    for (double tick : new TimeAxis(highest, 0, 1).ticks(4)) {
      double y = bottom() - HEIGHT * tick / highest;
      svg.append(Svg.text(left - 6, y + 4, "slot", TimeAxis.label(tick)));
    }
    if (job.hasEnded()) {
      double whole = job.elapsedSeconds();
      String from = place(0, whole);
      svg.append(Svg.path("truth", "M" + from + "H" + Svg.number(left + width)));
      double y = bottom() - HEIGHT * whole / highest;
      String words = "true end " + Texts.seconds(whole);
      svg.append(Svg.text(left + width - 4, y + 15, "slot", words));
    }
    return svg.toString();
  }
}
