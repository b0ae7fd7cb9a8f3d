package dev.headway.bench.bars;

import dev.headway.internal.estimate.data.LearnedCosts;
import dev.headway.internal.progress.NestedRows;
import dev.headway.internal.progress.ProgressTracker;
import dev.headway.progress.Forecast;
import dev.headway.progress.TaskEnd;
import dev.headway.progress.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lets the tracker that is shipped watch a run, frame by frame: a job's workers say when tasks
 * start and end, a loop only advances it.
 */
final class Headway {
  private final Trace trace;
  private final ProgressTracker tracker;
  private final List<Trace.Attempt> byEnd;
  private int started;
  private int over;

  Headway(Trace trace) {
    this(trace, null);
  }

  /**
   * Lets it watch a run of which it knows something.
   *
   * @param learned what the tasks took in an earlier run; null if that is not known
   */
  Headway(Trace trace, LearnedCosts learned) {
    this.trace = trace;
    this.byEnd = new ArrayList<>(trace.attempts());
    byEnd.sort(Comparator.comparingDouble(Trace.Attempt::end));
    Unit unit = trace.weighed() ? Unit.BYTES : Unit.ITEMS;
    this.tracker =
        trace.byHand()
            ? ProgressTracker.ofSteps(trace.name(), unit)
            : ProgressTracker.ofTasks(
                trace.name(), trace.workers(), trace.weighed() ? Unit.ITEMS : null);
    tracker.total(trace.byHand() ? trace.amount() : trace.tasks());
    tracker.totalWeight(trace.amount());
    if (learned != null) {
      tracker.learn(learned);
    }
    tracker.opened(1, 0, 0);
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }

  /** The forecast at a frame; null if there is none. */
  Forecast at(double time) {
    while (over < byEnd.size() && byEnd.get(over).end() <= time) {
      Trace.Attempt one = byEnd.get(over);
      start(one.end());
      over++;
      end(one);
    }
    start(time);
    return tracker.row(nanos(time), new NestedRows(), true).forecast();
  }

  /** What began before a time, and before the next one that ends. */
  private void start(double time) {
    while (started < trace.attempts().size() && trace.attempts().get(started).start() < time) {
      Trace.Attempt one = trace.attempts().get(started++);
      if (!trace.byHand()) {
        tracker.counters(one.worker()).started(one.index(), one.amount(), nanos(one.start()));
      }
    }
  }

  private void end(Trace.Attempt one) {
    if (trace.byHand()) {
      tracker.advance(one.amount());
    } else if (one.last()) {
      tracker.counters(one.worker()).ended(TaskEnd.SUCCEEDED, nanos(one.end()));
    } else {
      tracker.counters(one.worker()).retried();
    }
  }
}
