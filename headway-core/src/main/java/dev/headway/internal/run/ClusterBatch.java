package dev.headway.internal.run;

import dev.headway.internal.progress.ProgressTracker;
import dev.headway.work.ClusterReport;
import java.time.Duration;
import java.util.Set;

/** Passes on what the worker of a cluster says of a batch. */
record ClusterBatch(
    ProgressTracker tracker, ClusterCounts counts, ReportClock clock, CurrentTask<?> current)
    implements ClusterReport {
  @Override
  public void runsAt(String place) {
    current.runsAt(place);
  }

  @Override
  public void waited(Duration ago) {
    clock.restart(ago.toNanos());
  }

  @Override
  public void waitsFor(String what) {
    tracker.note(what);
  }

  @Override
  public void used(long tasks, long repeated, Set<String> lost, long bytes) {
    counts.add(tasks, repeated, lost, bytes);
  }
}
