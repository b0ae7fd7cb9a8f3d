package dev.headway.progress;

/**
 * Receives each event of a job, in order: for journals, other progress bars, tests.
 *
 * <pre>{@code
 * ProgressListener log = event -> {
 *   if (event instanceof ProgressEvent.TaskEnded ended && ended.error() != null) {
 *     logger.warn("task {} failed", ended.index(), ended.error());
 *   }
 * };
 * }</pre>
 *
 * <p>Worker threads call it, one at a time for each job, before the outcome is delivered. So a slow
 * listener slows the work, and one that does not return stops it. The end of a run waits for it,
 * and for views, a few seconds at most; then no listener is told of the end. The thread that asks
 * for results tells of the start of a job, and a thread that cancels it may tell of its end. A
 * listener that throws is not called again, in this job and in later ones of its pool. One warning
 * is logged, and the work goes on.
 */
@FunctionalInterface
public interface ProgressListener {

  /**
   * Receives an event.
   *
   * @param event what, and when
   */
  void on(ProgressEvent event);
}
