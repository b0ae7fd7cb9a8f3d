package dev.headway.progress;

/**
 * Hears each event of a job, in order: for journals, other progress bars, tests.
 *
 * <pre>{@code
 * ProgressListener log = event -> {
 *   if (event instanceof ProgressEvent.TaskEnded ended && ended.error() != null) {
 *     logger.warn("task {} failed", ended.index(), ended.error());
 *   }
 * };
 * }</pre>
 *
 * <p>Called by the workers' handlers, one at a time for each job, before the outcome is delivered:
 * a slow listener slows the work. One that throws is not called again, in this job and in later
 * ones of its pool: one warning is logged, and the work goes on.
 */
@FunctionalInterface
public interface ProgressListener {

  /**
   * Something happened.
   *
   * @param event what, and when
   */
  void on(ProgressEvent event);
}
