package dev.headway.progress;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a job that is over, beyond its numbers. Immutable.
 *
 * @param utilization how its workers used their time, or null if it was too short to tell
 * @param errors what failed, by the class of the exception and how often, the most frequent first;
 *     only the last attempt at each task counts
 * @param slowest the inputs that took longest, the longest first; each once, by its longest attempt
 * @param cluster what it had of its cluster, or null without one
 */
public record Summary(
    @Nullable Utilization utilization,
    Map<String, Long> errors,
    List<Slow> slowest,
    @Nullable ClusterUse cluster) {

  /**
   * Copies the map in its order, and the list, of which it keeps the longest attempt at each input.
   *
   * @param utilization what its workers did with their time, or null
   * @param errors what failed
   * @param slowest the attempts that took longest, the longest first
   * @param cluster what it had of its cluster, or null
   */
  public Summary {
    Set<Long> seen = new HashSet<>();
    errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    slowest = slowest.stream().filter(task -> seen.add(task.index())).toList();
  }

  /**
   * The summary of a job without a cluster.
   *
   * @param utilization what its workers did with their time, or null
   * @param errors what failed
   * @param slowest the attempts that took longest, the longest first
   */
  public Summary(@Nullable Utilization utilization, Map<String, Long> errors, List<Slow> slowest) {
    this(utilization, errors, slowest, null);
  }

  /**
   * A task that took long.
   *
   * @param index the place of its input in the source, from 0
   * @param text gives the text of its input, which is made only then: mostly at once, at the worst
   *     in half a second
   * @param nanos how long it ran, in nanoseconds
   */
  public record Slow(long index, Supplier<String> text, long nanos) {

    /**
     * The text of its input, for a view that shows it.
     *
     * @return the text, at most 200 characters; not free of control characters
     */
    public String input() {
      return text.get();
    }
  }
}
