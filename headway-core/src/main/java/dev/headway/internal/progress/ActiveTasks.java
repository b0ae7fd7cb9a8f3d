package dev.headway.internal.progress;

import dev.headway.progress.SubProgress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The batch of a worker, as far as a view shows it. Read by any thread. */
public interface ActiveTasks {
  /**
   * The task that runs now.
   *
   * @return its place in the batch, from 0, or a negative number if none of them runs
   */
  int running();

  /**
   * The place in the source of one of the tasks.
   *
   * @param task its place in the batch, from 0
   * @return the index, from 0
   */
  long index(int task);

  /**
   * The input of one of the tasks.
   *
   * @param task its place in the batch, from 0
   * @return the input
   */
  @Nullable Object input(int task);

  /**
   * The process that runs them.
   *
   * @return its number, or null if it is this process
   */
  default @Nullable Long pid() {
    return null;
  }

  /**
   * The place in a cluster where they run.
   *
   * @return a few words, or null if it is this machine
   */
  default @Nullable String place() {
    return null;
  }

  /**
   * Returns the sub-progress of a task that runs in another process.
   *
   * @param task its place in the batch, from 0
   * @return what it began first and last; empty if it began nothing
   */
  default List<SubProgress> parts(int task) {
    return List.of();
  }
}
