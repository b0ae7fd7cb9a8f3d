package dev.headway.progress;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task that is running at the instant of a snapshot, and has been for long enough to be read of.
 * Immutable.
 *
 * @param index the place of its input in the source, from 0
 * @param name the input in a few characters, such as the end of a path; {@code #12} where its type
 *     has no text that can be taken safely. Not free of control characters
 * @param ageNanos how long it has been running, in nanoseconds
 * @param worker the number of its worker, from 0
 * @param pid the process of its worker, or null if that is this process
 * @param place where in a cluster it runs, such as {@code executor 3 on node7}; null if it runs on
 *     this machine
 * @param state whether it is slow, or its worker is stalled or dead
 * @param holdsUp whether the results of later inputs wait for it, since they come in order
 * @param parts its sub-progress: what it began first, and if there is more what it began last;
 *     empty if it has none
 */
public record RunningTask(
    long index,
    String name,
    long ageNanos,
    int worker,
    @Nullable Long pid,
    @Nullable String place,
    State state,
    boolean holdsUp,
    List<SubProgress> parts) {

  /** The state of a running task. */
  public enum State {
    /** It runs as the others do, as far as is known. */
    RUNNING,
    /** It takes far longer than the others took; its worker lives. */
    SLOW,
    /** Its worker has shown no activity for some seconds, as if its process were stopped. */
    STALLED,
    /** Its worker has died; the outcome of the task is not decided yet. */
    DEAD
  }

  /**
   * Copies the parts.
   *
   * @param index the place of its input
   * @param name the input in a few characters
   * @param ageNanos how long it has been running
   * @param worker the number of its worker
   * @param pid the process of its worker
   * @param place where in a cluster it runs
   * @param state whether it is slow, or its worker is stalled or dead
   * @param holdsUp whether the results of later inputs wait for it
   * @param parts its sub-progress
   */
  public RunningTask {
    parts = List.copyOf(parts);
  }

  /**
   * A task that runs on this machine.
   *
   * @param index the place of its input
   * @param name the input in a few characters
   * @param ageNanos how long it has been running
   * @param worker the number of its worker
   * @param pid the process of its worker
   * @param state whether it is slow, or its worker is stalled or dead
   * @param holdsUp whether the results of later inputs wait for it
   * @param parts its sub-progress
   */
  public RunningTask(
      long index,
      String name,
      long ageNanos,
      int worker,
      @Nullable Long pid,
      State state,
      boolean holdsUp,
      List<SubProgress> parts) {
    this(index, name, ageNanos, worker, pid, null, state, holdsUp, parts);
  }

  /**
   * Returns the fraction of the task that is done, by its sub-progress. It never counts as done in
   * the job.
   *
   * @return where 1 is all, by what it began first; null if that has no total or there is none
   */
  public @Nullable Double fraction() {
    return parts.isEmpty() ? null : parts.get(0).fraction();
  }
}
