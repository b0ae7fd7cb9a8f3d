package dev.headway;

import dev.headway.RunReport.SlowTask;
import dev.headway.text.Visible;
import dev.headway.work.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The tasks of a run that took longest. A task that is not among them costs a read. */
final class Slowest {
  private static final int KEPT = 5;

  private final List<SlowTask> kept = new ArrayList<>(KEPT + 1); // Guarded by this.

  /** What a task must exceed to be kept, in nanoseconds. */
  private volatile long least = -1;

  void ended(Outcome<?, ?> outcome, long nanos) {
    if (nanos > least) {
      String input = Visible.bounded(Visible.text(outcome.input()), Visible.LONGEST);
      add(new SlowTask(outcome.index(), input, Duration.ofNanos(nanos)));
    }
  }

  private synchronized void add(SlowTask task) {
    kept.add(task);
    kept.sort(Comparator.comparing(SlowTask::took).reversed());
    if (kept.size() > KEPT) {
      kept.remove(KEPT);
      least = kept.get(KEPT - 1).took().toNanos();
    }
  }

  synchronized List<SlowTask> list() {
    return List.copyOf(kept);
  }
}
