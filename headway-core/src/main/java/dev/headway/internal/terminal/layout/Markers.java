package dev.headway.internal.terminal.layout;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what happened between two snapshots that somebody may look for: jobs that began or ended,
 * tasks that failed, workers that were lost. What fails again and again is told once a second.
 */
public final class Markers {

  private static final long PACE_NANOS = 1_000_000_000L;

  /** What was told of a row. */
  private record Told(Counts counts, long nanos) {}

  private Map<Long, Told> told = new HashMap<>();

  /** The markers that a snapshot brings. */
  public List<String> of(Snapshot snapshot) {
    Map<Long, Told> next = new HashMap<>();
    List<String> labels = new ArrayList<>();
    for (Row row : snapshot.rows()) {
      boolean ended = row.state() != Row.State.RUNNING;
      Told before = told.get(row.id());
      if (before == null) {
        labels.add(name(row) + "started");
        before = new Told(new Counts(0, 0, 0, 0, 0, 0), snapshot.nanos() - PACE_NANOS);
      }
      String troubles = failureListener(row.counts(), before.counts);
      if (!troubles.isEmpty() && (ended || snapshot.nanos() - before.nanos >= PACE_NANOS)) {
        labels.add(name(row) + troubles);
        before = new Told(row.counts(), snapshot.nanos());
      }
      if (ended) {
        labels.add(name(row) + ending(row));
      } else {
        next.put(row.id(), before);
      }
    }
    told = next;
    return labels;
  }

  private static String name(Row row) {
    return row.label().isEmpty() ? "" : ControlEscapes.of(row.label()) + ": ";
  }

  private static String ending(Row row) {
    String how = row.state() == Row.State.FINISHED ? "finished" : "stopped";
    return how + ", " + Formats.progress(row);
  }

  private static String failureListener(Counts now, Counts before) {
    List<String> all = new ArrayList<>();
    add(all, now.failed() - before.failed(), "task failed", "tasks failed");
    add(all, now.timedOut() - before.timedOut(), "task timed out", "tasks timed out");
    add(all, now.crashed() - before.crashed(), "worker lost", "workers lost");
    return String.join(", ", all);
  }

  private static void add(List<String> to, long count, String one, String more) {
    if (count > 0) {
      to.add(count == 1 ? one : count + " " + more);
    }
  }
}
