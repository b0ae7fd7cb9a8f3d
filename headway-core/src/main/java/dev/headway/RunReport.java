package dev.headway;

import dev.headway.progress.Accuracy;
import dev.headway.progress.Counts;
import dev.headway.progress.Occupation;
import dev.headway.text.Visible;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a run: see {@link Results#report()}. Immutable.
 *
 * <pre>{@code
 * results.outcomes().forEach(one -> note(one));
 * System.err.println(results.report().counts().failed() + " failed: " + results.report().errors());
 * }</pre>
 *
 * @param taken how many inputs were taken from the source
 * @param counts what became of them; when the run is over their sum is {@code taken}
 * @param elapsed the time from the beginning to the end, or until now, in which this program could
 *     run: a stop of it, as by Ctrl-Z, does not count
 * @param slowest the tasks that took longest, at most five, the longest first
 * @param stuckThreads how many threads were given up because their task did not end, though it was
 *     interrupted; each may still use its processor
 * @param replacedWorkers how many worker processes were started, while the run was in progress, in
 *     the place of one that had died, was killed for its timeout, or had done its share; if the
 *     pool had several runs, each counts them all
 * @param withdrawnWorkers how many workers were taken out of service since they failed what others
 *     did well; what such a worker could not begin ran elsewhere
 * @param errors what failed, by the class of the exception and how often, the most frequent first;
 *     only the last attempt at each task counts
 * @param occupation what the workers did with their time; null if no view showed the run, or if it
 *     was too short to tell
 * @param accuracy how good the prediction was, if it came to its end; null as {@code occupation}
 */
public record RunReport(
    long taken,
    Counts counts,
    Duration elapsed,
    List<SlowTask> slowest,
    int stuckThreads,
    int replacedWorkers,
    int withdrawnWorkers,
    Map<String, Long> errors,
    @Nullable Occupation occupation,
    @Nullable Accuracy accuracy) {

  /**
   * Copies the list of the slowest.
   *
   * @param taken how many inputs were taken from the source
   * @param counts what became of them
   * @param elapsed the time from the beginning to the end, or until now
   * @param slowest the tasks that took longest
   * @param stuckThreads how many threads were given up
   * @param replacedWorkers how many worker processes took the place of another
   * @param withdrawnWorkers how many workers were taken out of service
   * @param errors what failed
   * @param occupation what the workers did with their time, or null
   * @param accuracy how good the prediction was, or null
   */
  public RunReport {
    slowest = List.copyOf(slowest);
  }

  /**
   * A task that took long.
   *
   * @param index the place of its input in the source, from 0
   * @param input the text of its input when the report was made, at most 200 characters; such as
   *     {@code <Order: toString() takes too long>} if it has none
   * @param took how long it ran on its worker, without stops of this program, but with the time in
   *     which it waited for a reader of its output; tiny tasks whose results come from a worker
   *     process together share the time that they took
   */
  public record SlowTask(long index, String input, Duration took) {

    /** The same as of any record, with the input made fit to be shown. */
    @Override
    public String toString() {
      return Visible.record(this, "index", index, "input", input, "took", took);
    }
  }
}
