package dev.headway.internal.progress;

import dev.headway.progress.Snapshot;

/**
 * Forwards the progress of a worker process to its parent process, which shows it below the running
 * task. {@link java.util.ServiceLoader} finds it in processes whose system property {@code
 * headway.worker} is set. Those never draw by themselves.
 *
 * <p>{@link #task} is called by any thread, {@link #show} by one at a time.
 */
public interface ProgressForwarder {

  /**
   * The task that this process runs now.
   *
   * @return a number that no two tasks of this process share
   */
  long task();

  /**
   * Forwards the numbers of one instant.
   *
   * @param task the task that they belong to, which may have ended meanwhile
   * @param snapshot what was begun in that task, in the order in which it was
   */
  void show(long task, Snapshot snapshot);
}
