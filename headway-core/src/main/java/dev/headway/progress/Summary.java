package dev.headway.progress;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a job when it is over, beyond its numbers. Immutable.
 *
 * @param occupation what its workers did with their time, or null if it was too short to tell
 * @param errors what failed, by the class of the exception and how often, the most frequent first;
 *     only the last attempt at each task counts
 * @param slowest the tasks that took longest, the longest first
 */
public record Summary(
    @Nullable Occupation occupation, Map<String, Long> errors, List<Slow> slowest) {

  /**
   * Copies the list. The order of the map is kept as it is.
   *
   * @param occupation what its workers did with their time, or null
   * @param errors what failed
   * @param slowest the tasks that took longest
   */
  public Summary {
    slowest = List.copyOf(slowest);
  }

  /**
   * A task that took long.
   *
   * @param index the place of its input in the source, from 0
   * @param input the text of its input
   * @param nanos how long it ran, in nanoseconds
   */
  public record Slow(long index, String input, long nanos) {}
}
