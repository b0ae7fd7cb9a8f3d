package dev.headway.work;

import java.util.List;

/**
 * Reports the progress of a task from inside its worker process. A backend whose workers are
 * processes provides one, found by {@link java.util.ServiceLoader} there. It passes on what it
 * received by {@link TaskBatch#remoteProcess}.
 *
 * <p>{@link #task} is called by any thread, {@link #report} by one at a time, about ten times a
 * second while there is something to report.
 */
public interface TaskProgressReporter {

  /**
   * The task that this process runs now.
   *
   * @return a number that no two tasks of this process share
   */
  long task();

  /**
   * Reports how far a task is.
   *
   * @param task the number of the task; it may have ended meanwhile, and then the report is dropped
   * @param progress what it began first and what it began last, if that is another; empty if it has
   *     nothing to report any more
   */
  void report(long task, List<TaskProgress> progress);
}
