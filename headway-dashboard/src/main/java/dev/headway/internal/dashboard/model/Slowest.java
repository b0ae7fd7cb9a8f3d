package dev.headway.internal.dashboard.model;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** The tasks that took longest, of those that were seen: 1,000 at most. */
public final class Slowest {
  static final int MAX_TASKS = 1_000;

  /**
   * One of them.
   *
   * @param exact whether the job told how long it took; else it was seen for so long
   */
  public record Task(long index, String input, int worker, double seconds, boolean exact) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingDouble(Task::seconds));

  private final Set<Long> indexes = new HashSet<>();

  void add(Task task) {
    if (task.exact() && indexes.contains(task.index())) {
      tasks.removeIf(other -> other.index() == task.index()); // Known better now.
      indexes.remove(task.index());
    }
    if (indexes.contains(task.index())) {
      return;
    }
    if (tasks.size() == MAX_TASKS) {
      Task shortest = tasks.element();
      if (shortest.seconds() >= task.seconds()) {
        return;
      }
      tasks.remove();
      indexes.remove(shortest.index());
    }
    tasks.add(task);
    indexes.add(task.index());
  }

  /** The longest first. */
  public List<Task> all() {
    return tasks.stream()
        .sorted(Comparator.comparingDouble(Task::seconds).reversed().thenComparingLong(Task::index))
        .toList();
  }

  long bytes() {
    return tasks.size() * 300L;
  }
}
