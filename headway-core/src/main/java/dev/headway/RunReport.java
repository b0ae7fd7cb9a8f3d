package dev.headway;

import dev.headway.progress.Counts;
import java.time.Duration;
import java.util.List;

/**
 * The numbers of a run: see {@link Results#report()}. Immutable.
 *
 * @param taken how many inputs were taken from the source
 * @param counts what became of them; when the run is over their sum is {@code taken}
 * @param elapsed the time from the beginning to the end, or until now
 * @param slowest the tasks that took longest, at most five, the longest first
 * @param stuckThreads how many threads were given up because their task did not end, though it was
 *     interrupted; each may still use its processor
 * @param replacedWorkers how many worker processes were started, while the run was in progress, in
 *     the place of one that had died, was killed for its timeout, or had done its share; if the
 *     pool had several runs, each counts them all
 */
public record RunReport(
    long taken,
    Counts counts,
    Duration elapsed,
    List<SlowTask> slowest,
    int stuckThreads,
    int replacedWorkers) {

  /**
   * Copies the list.
   *
   * @param taken how many inputs were taken from the source
   * @param counts what became of them
   * @param elapsed the time from the beginning to the end, or until now
   * @param slowest the tasks that took longest
   * @param stuckThreads how many threads were given up
   * @param replacedWorkers how many worker processes took the place of another
   */
  public RunReport {
    slowest = List.copyOf(slowest);
  }

  /**
   * A task that took long.
   *
   * @param index the place of its input in the source, from 0
   * @param input the text of its input, at most 200 characters
   * @param took how long it ran on its worker
   */
  public record SlowTask(long index, String input, Duration took) {}
}
