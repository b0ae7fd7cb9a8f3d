package dev.headway.cli.report;

import dev.headway.cli.report.ProgressSamples.Sample;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Draws how many tasks ran at each time, and what failed: for jobs whose tasks are not told of. */
final class RunningPanel {
  private static final int HEIGHT = 90;
  private static final int MOST = 500;
  private static final int MARK_WIDTH = 8;
  private static final double MICROS = 1e6;

  /** In seconds. Lines with numbers come twice a second, so that the last may be of before. */
  private static final double LATE = 1;

  private final JobProgress job;
  private final Timeline timeline;
  private final TimeAxis axis;
  private final double left;
  private final double top;

  RunningPanel(JobProgress job, Timeline timeline, double left, double width, double top) {
    this.job = job;
    this.timeline = timeline;
    this.left = left;
    this.top = top;
    axis = new TimeAxis(job.elapsedSeconds(), left, width);
  }

  double bottom() {
    return top + HEIGHT;
  }

  String drawn() {
    List<Sample> all = job.samples().all();
    double most = Math.max(1, all.stream().mapToDouble(Sample::running).max().orElse(1));
    int every = Math.max(1, all.size() / MOST);
    StringBuilder area = new StringBuilder();
    area.append('M').append(Svg.number(axis.x(0))).append(' ').append(Svg.number(bottom()));
    for (int i = 0; i < all.size(); i += every) {
      Sample one = all.get(i);
      area.append('L').append(Svg.number(axis.x(one.elapsed()))).append(' ');
      area.append(Svg.number(bottom() - (HEIGHT - 12) * one.running() / most));
    }
    area.append('V').append(Svg.number(bottom())).append('z');
    return axis.drawn(top, bottom())
        + Svg.path("use area", area)
        + Svg.text(left - 6, top + 16, "slot", Texts.count((long) most))
        + Svg.text(left - 6, bottom() + 4, "slot", "0")
        + marks();
  }

  private String marks() {
    Map<TaskOutcome, StringBuilder> paths = new EnumMap<>(TaskOutcome.class);
    Map<TaskOutcome, Double> last = new EnumMap<>(TaskOutcome.class);
    double offset = (timeline.pauses().originMicros() - job.beginMicros()) / MICROS;
    for (int n = 0; n < timeline.size(); n++) {
      int entry = timeline.entry(n);
      TaskOutcome outcome = timeline.outcome(entry);
      if (outcome.isFailure() && !timeline.isRetried(entry)) {
        long start = timeline.start(entry);
        long end = timeline.pauses().trueTime(start) + timeline.end(entry) - start;
        double at = offset + end / MICROS;
        double x = axis.x(at);
        if (isOfJob(at) && Math.abs(x - last.getOrDefault(outcome, -99.0)) >= MARK_WIDTH) {
          double y = bottom() - 8 - 10 * (outcome.ordinal() - 1);
          paths
              .computeIfAbsent(outcome, any -> new StringBuilder())
              .append(Svg.mark(outcome, x, y));
          last.put(outcome, x);
        }
      }
    }
    StringBuilder svg = new StringBuilder();
    paths.forEach((outcome, path) -> svg.append(Svg.marks(outcome, path)));
    return svg.toString();
  }

  /** A file may have several runs; the last failures of one may be told of after its numbers. */
  private boolean isOfJob(double at) {
    return at >= -LATE && at <= job.elapsedSeconds() + LATE;
  }
}
