package dev.headway.internal.terminal.report;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names the events between two snapshots that a viewer may search for: jobs that began or ended,
 * failed tasks, lost workers. Repeated failures get one marker a second.
 */
public final class Markers {

  private static final long MIN_INTERVAL_NANOS = 1_000_000_000L;

  /** What the markers of a row have reported. */
  private record Told(Counts counts, long nanos) {}

  private Map<Long, Told> reported = new HashMap<>();

  /** Returns the markers for a snapshot. */
  public List<String> of(Snapshot snapshot) {
    Map<Long, Told> next = new HashMap<>();
    List<String> labels = new ArrayList<>();
    for (Row row : snapshot.rows()) {
      boolean ended = row.state() != Row.State.RUNNING;
      Told before = reported.get(row.id());
      if (before == null) {
        labels.add(name(row) + "started");
        before = new Told(new Counts(0, 0, 0, 0, 0, 0), snapshot.nanos() - MIN_INTERVAL_NANOS);
      }
      String newFailures = failures(row.counts(), before.counts);
      if (!newFailures.isEmpty()
          && (ended || snapshot.nanos() - before.nanos >= MIN_INTERVAL_NANOS)) {
        labels.add(name(row) + newFailures);
        before = new Told(row.counts(), snapshot.nanos());
      }
      if (ended) {
        labels.add(name(row) + FinalLayout.words(row));
      } else {
        next.put(row.id(), before);
      }
    }
    reported = next;
    return labels;
  }

  private static String name(Row row) {
    return row.label().isEmpty() ? "" : ControlEscapes.of(row.label()) + ": ";
  }

  private static String failures(Counts now, Counts before) {
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
