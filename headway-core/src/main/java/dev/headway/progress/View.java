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
 * after it ended. A slow view slows no task: it gets fewer snapshots. A view that throws is not
 * called again; the work goes on.
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
   * Tells the view that no progress is open. A view with a rate limit may have held something back,
   * and shows it now or later. Called as {@link #show} is, as long as the result is true.
   *
   * @param nanos the time, by the clock of the snapshots
   * @param last true if the process ends: then nothing may be held back for longer
   * @return true if something is still held back; false if there is nothing to show before the next
   *     snapshot. A view that does not override this returns false
   */
  default boolean idle(long nanos, boolean last) {
    return false;
  }

  /**
   * Returns a listener for the failures in a job that this view shows. Failures are tasks that end
   * without a value or are tried again, and workers that are lost or replaced. It gets no other
   * events, so that success costs nothing.
   *
   * @param id the id of the job's row in the snapshots
   * @return a listener or null. It is called by worker threads, one at a time for each job, so it
   *     must be quick. A view that does not override this returns null
   */
  default @Nullable ProgressListener failureListener(long id) {
    return null;
  }
}
