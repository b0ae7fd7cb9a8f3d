package dev.headway.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What all entries come to: how many ended how, how long they took, and why they failed. */
final class Summary {
  private static final int SLOWEST = 10;

  private final Map<TaskOutcome, Long> counts = new EnumMap<>(TaskOutcome.class);
  private final PriorityQueue<TaskEntry> slowest =
      new PriorityQueue<>(Comparator.comparingLong(TaskEntry::nanos));
  private final FailureGroups failures = new FailureGroups();
  private long[] times = new long[1024];
  private int timed;
  private boolean isSorted;
  private long entries;
  private long retries;
  private long retryNanos;

  void add(TaskEntry entry) {
    entries++;
    if (entry.retried()) {
      retries++;
      retryNanos += entry.nanos();
      return;
    }
    counts.merge(entry.outcome(), 1L, Long::sum);
    if (entry.outcome().isFailure()) {
      failures.add(entry);
    }
    // Of a task that was tried again in another run of the program only the last attempt is known.
    if (entry.outcome().hasTime()) {
      addTime(entry);
    }
  }

  private void addTime(TaskEntry entry) {
    if (timed == times.length) {
      times = Arrays.copyOf(times, timed + timed / 2);
    }
    times[timed++] = entry.nanos();
    if (slowest.size() < SLOWEST) {
      slowest.add(entry);
    } else if (slowest.element().nanos() < entry.nanos()) {
      slowest.remove();
      slowest.add(entry);
    }
  }

  /** How many entries there are, retried attempts and all. */
  long entries() {
    return entries;
  }

  /** How many tasks ended in each way; what is missing has none. */
  Map<TaskOutcome, Long> counts() {
    return counts;
  }

  /** How many attempts were repeated. */
  long retries() {
    return retries;
  }

  /** How long these took. */
  long retryNanos() {
    return retryNanos;
  }

  FailureGroups failures() {
    return failures;
  }

  /** The tasks that took longest, the longest first. */
  List<TaskEntry> slowest() {
    List<TaskEntry> sorted = new ArrayList<>(slowest);
    sorted.sort(
        Comparator.comparingLong(TaskEntry::nanos).reversed().thenComparingLong(TaskEntry::index));
    return sorted;
  }

  /**
   * How long tasks took.
   *
   * @param tasks how many there are
   * @param sum all of it, in nanoseconds
   * @param median half took no longer
   * @param p95 95 of 100 took no longer
   * @param longest none took longer
   */
  record Times(int tasks, double sum, long median, long p95, long longest) {
    double mean() {
      return sum / tasks;
    }
  }

  /** The times of the last attempts of tasks; null if no task has one. */
  @Nullable Times times() {
    if (timed == 0) {
      return null;
    }
    if (!isSorted) {
      Arrays.sort(times, 0, timed);
      isSorted = true;
    }
    double sum = 0;
    for (int i = 0; i < timed; i++) {
      sum += times[i];
    }
    return new Times(timed, sum, rank(0.5), rank(0.95), times[timed - 1]);
  }

  /** The time of the n-th slowest task; the shortest if there are fewer. */
  long slow(int n) {
    times(); // Sorts.
    return timed == 0 ? 0 : times[Math.max(0, timed - n)];
  }

  /** The smallest time that this part of all did not exceed. */
  private long rank(double part) {
    return times[Math.max(0, (int) Math.ceil(part * timed) - 1)];
  }
}
