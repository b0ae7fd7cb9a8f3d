package dev.headway.internal.terminal.json;

import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lines are due: for each progress one when it is first seen, at most two a second while it
 * goes on, one at its end; and one for each task that becomes slow or stalled. Used by one thread
 * at a time.
 */
public final class JsonSchedule {
  private static final long MIN_INTERVAL_NANOS = 500_000_000L;

  /** Makes the lines that are due. */
  public interface Due {
    /** The numbers of a progress that goes on, by the name of the event. */
    void numbers(String event, Row row);

    /** The failures of a progress since the last call. */
    void failures(Row row);

    /** A task that has become slow or stalled. */
    void trouble(Row row, RunningTask task);

    /** The end of a progress. */
    void finished(Row row);
  }

  private Map<Long, Long> printed = new HashMap<>();

  /** The reported states of tasks that are slow or stalled. */
  private Set<Told> reported = new HashSet<>();

  private record Told(long row, long index, int worker, RunningTask.State state) {}

  /**
   * Says what is due at a snapshot.
   *
   * @param nanos the time of the snapshot
   */
  public void show(List<Row> rows, long nanos, Due due) {
    Map<Long, Long> next = new HashMap<>();
    Set<Told> nextReported = new HashSet<>();
    for (Row row : rows) {
      Long before = printed.get(row.id());
      boolean ended = row.state() != Row.State.RUNNING;
      if (before == null && !ended) {
        due.numbers("started", row);
        before = nanos;
      }
      due.failures(row);
      reportTrouble(row, nextReported, due);
      if (ended) {
        due.finished(row);
      } else if (before != null && nanos - before >= MIN_INTERVAL_NANOS) {
        due.numbers("progress", row);
        before = nanos;
      }
      if (!ended && before != null) {
        next.put(row.id(), before);
      }
    }
    printed = next;
    reported = nextReported;
  }

  /** Reports once of each task that it is slow, or that its worker is stalled. */
  private void reportTrouble(Row row, Set<Told> nextReported, Due due) {
    for (RunningTask task : row.longest()) {
      if (task.state() == RunningTask.State.RUNNING || task.state() == RunningTask.State.DEAD) {
        continue; // The end of a dead worker has an event of its own.
      }
      Told now = new Told(row.id(), task.index(), task.worker(), task.state());
      if (nextReported.add(now) && !reported.contains(now)) {
        due.trouble(row, task);
      }
    }
  }
}
