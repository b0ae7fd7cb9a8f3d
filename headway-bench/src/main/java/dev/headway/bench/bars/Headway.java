package dev.headway.bench.bars;

import dev.headway.internal.estimate.Estimator;
import dev.headway.internal.estimate.Observation;
import dev.headway.internal.estimate.ScheduleEstimator;
import dev.headway.internal.estimate.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells the estimator that is shipped what its meter would tell it, frame by frame. */
final class Headway {
  private final Estimator estimator = new ScheduleEstimator();
  private final Trace trace;
  private final List<Trace.Attempt> byEnd;
  private int started;
  private int over;
  private long settled;
  private double busy;
  private final double[] since;
  private List<Trace.Attempt> running = new ArrayList<>();

  Headway(Trace trace) {
    this.trace = trace;
    this.byEnd = new ArrayList<>(trace.attempts());
    byEnd.sort(Comparator.comparingDouble(Trace.Attempt::end));
    this.since = new double[trace.workers()];
    java.util.Arrays.fill(since, -1);
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }

  /** The forecast at a frame; null if there is none. */
  TimeRange at(double time) {
    while (started < trace.attempts().size() && trace.attempts().get(started).start() <= time) {
      Trace.Attempt one = trace.attempts().get(started++);
      running.add(one);
      if (since[one.worker()] < 0) {
        since[one.worker()] = one.start();
      }
    }
    List<Observation.Ended> ended = new ArrayList<>();
    while (over < byEnd.size() && byEnd.get(over).end() <= time) {
      Trace.Attempt one = byEnd.get(over++);
      running.remove(one);
      double seconds = one.end() - one.start();
      if (one.last()) {
        ended.add(new Observation.Ended(one.index(), 1, nanos(seconds)));
      }
      settled += one.last() ? 1 : 0;
      busy += one.last() ? seconds : 0;
    }
    int up = 0;
    double upTime = 0;
    for (double one : since) {
      up += one < 0 ? 0 : 1;
      upTime += one < 0 ? 0 : time - one;
    }
    long total = trace.tasks();
    return estimator
        .observe(
            new Observation(
                nanos(time),
                settled,
                total,
                settled,
                total,
                settled,
                nanos(busy),
                trace.workers(),
                up,
                nanos(upTime),
                running.stream()
                    .map(o -> new Observation.Running(o.index(), 1, nanos(time - o.start())))
                    .toList(),
                ended))
        .rest();
  }
}
