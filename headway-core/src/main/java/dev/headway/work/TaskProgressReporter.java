package dev.headway.work;

import java.util.List;

/**
 * Tells from inside of a worker process how far the task is that runs there. A backend whose
 * workers are processes provides one, to be found by {@link java.util.ServiceLoader} there, and
 * says what it heard by {@link TaskBatch#remoteProcess}.
 *
 * <p>{@link #task} is called by any thread, {@link #report} by one at a time, about ten times a
 * second while there is something to tell.
 */
public interface TaskProgressReporter {

  /**
   * The task that this process runs now.
   *
   * @return a number that no two tasks of this process share
   */
  long task();

  /**
   * Tells how far a task is.
   *
   * @param task the number of the task; it may have ended meanwhile, and then nobody listens
   * @param progress what it began first and what it began last, if that is another; empty if it has
   *     nothing to say any more
   */
  void report(long task, List<TaskProgress> progress);
}
