package dev.headway.progress;

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
}
