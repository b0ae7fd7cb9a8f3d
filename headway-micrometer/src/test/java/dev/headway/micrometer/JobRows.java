package dev.headway.micrometer;

import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Rows of jobs, as a display would show them. */
final class JobRows {
  private static final long SECOND = 1_000_000_000L;

  private JobRows() {}

  /** A job of 100 tasks on four workers, of which so many went well. */
  static Row running(long id, String label, long succeeded, Consumer<Row.Builder> more) {
    Row.Builder row = new Row.Builder();
    row.id = id;
    row.label = label;
    row.total = 100L;
    row.workers = 4;
    row.workersUp = 3;
    row.running = 2;
    row.counts = new Counts(succeeded, 0, 0, 0, 0, 0);
    row.fraction = succeeded / 100.0;
    row.elapsedNanos = succeeded * SECOND;
    more.accept(row);
    return row.build();
  }

  static Row running(long id, String label, long succeeded) {
    return running(id, label, succeeded, row -> {});
  }

  /** The same, in its last row. */
  static Row over(long id, String label, Row.State state, Counts counts) {
    return running(
        id,
        label,
        counts.succeeded(),
        row -> {
          row.state = state;
          row.counts = counts;
          row.running = 0;
        });
  }

  static Row finished(long id, String label, long succeeded) {
    return over(id, label, Row.State.FINISHED, new Counts(succeeded, 0, 0, 0, 0, 0));
  }

  static Snapshot snapshot(Row... rows) {
    return new Snapshot(0, List.copyOf(Stream.of(rows).toList()));
  }
}
