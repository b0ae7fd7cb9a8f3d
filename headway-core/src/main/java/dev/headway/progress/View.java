package dev.headway.progress;

import org.jspecify.annotations.Nullable;

/**
 * Something that shows snapshots: a terminal bar, log lines, a JSON stream, another library's bar.
 *
 * <pre>{@code
 * View percent = snapshot -> snapshot.rows().forEach(row ->
 *     logger.info("{}: {} of {}", row.label(), row.counts().settled(), row.total()));
 * }</pre>
 *
 * <p>Called by one thread at a time, about ten times a second while a progress is open and once
 * after it ended. A view that is slow slows nobody: it gets fewer snapshots. A view that throws is
 * not called again; the work goes on.
 */
@FunctionalInterface
public interface View {

  /**
   * Shows the numbers of one instant.
   *
   * @param snapshot every progress number at that instant
   */
  void show(Snapshot snapshot);

  /**
   * Who wants to hear what goes wrong in a job that this view shows: tasks that end without a value
   * or are tried again, workers that are lost or replaced. Of what goes well nothing is heard, so
   * that it costs nothing.
   *
   * @param id the id of the job's row in the snapshots
   * @return called by the workers' handlers, one at a time for each job, so it must be quick; or
   *     null, as it is unless a view overrides this
   */
  default @Nullable ProgressListener troubles(long id) {
    return null;
  }
}
