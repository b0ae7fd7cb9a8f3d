package dev.headway.cli.report;

import dev.headway.cli.report.ProgressSamples.Sample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the predicted duration of a job compares with the true one.
 *
 * @param trueSeconds how long it took
 * @param margin by how much the prediction was off at most, in four fifths of the samples, as a
 *     part of the true duration
 * @param rangeHeld for which part of the samples the range held the true end
 * @param points what was predicted when some parts of the time were over
 */
record Prediction(double trueSeconds, double margin, double rangeHeld, List<Point> points) {
  private static final List<Integer> PERCENTS = List.of(10, 25, 50, 75, 90);
  private static final double MOST = 0.8;

  /**
   * What was predicted at one time.
   *
   * @param percent of the true duration that were over
   * @param sample the prediction
   */
  record Point(int percent, Sample sample) {}

  /** Compares; null if the job has no end, or there was no prediction. */
  static @Nullable Prediction of(JobProgress job) {
    List<Sample> forecasts = job.samples().forecasts();
    double whole = job.elapsedSeconds();
    if (!job.hasEnded() || job.isStopped() || forecasts.isEmpty() || whole <= 0) {
      return null;
    }
    double[] errors =
        forecasts.stream()
            .mapToDouble(one -> Math.abs(one.likelyEnd() - whole) / whole)
            .sorted()
            .toArray();
    long held =
        forecasts.stream().filter(one -> one.lowEnd() <= whole && whole <= one.highEnd()).count();
    List<Point> points = new ArrayList<>();
    for (int percent : PERCENTS) {
      double from = whole * percent / 100;
      double until = whole * (percent + 10) / 100;
      forecasts.stream()
          .filter(one -> one.elapsed() >= from && one.elapsed() < until)
          .findFirst()
          .ifPresent(one -> points.add(new Point(percent, one)));
    }
    return new Prediction(
        whole,
        errors[Math.max(0, (int) Math.ceil(MOST * errors.length) - 1)],
        (double) held / errors.length,
        points);
  }
}
