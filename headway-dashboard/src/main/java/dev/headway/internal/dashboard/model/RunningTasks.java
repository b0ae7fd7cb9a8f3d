package dev.headway.internal.dashboard.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tasks that run, as the job told last: each of them, by its place in the source. */
public final class RunningTasks {

  /**
   * One of them.
   *
   * @param begun when, in milliseconds since the start of the job
   * @param state {@code running}, {@code slow}, {@code stalled} or {@code dead}
   * @param holdsUp whether the results of later inputs wait for it
   * @param note what it says of itself; may be empty
   */
  public record Task(
      long index,
      String input,
      int worker,
      @Nullable Long pid,
      String place,
      long begun,
      @Nullable Double fraction,
      String state,
      boolean holdsUp,
      String note) {}

  /** Some 300 years. More would be beyond the numbers that hold times. */
  private static final double MAX_SECONDS = 1e10;

  private Map<Long, Task> tasks = new HashMap<>();

  /** Takes what the job tells, and passes on each task that was running before and is no more. */
  void replace(List<Task> now, Consumer<Task> vanished) {
    Map<Long, Task> next = new HashMap<>();
    now.forEach(task -> next.put(task.index(), task));
    tasks.values().stream()
        .filter(
            before -> {
              Task same = next.get(before.index());
              // The same input again, on another worker, is another attempt.
              return same == null || same.worker() != before.worker();
            })
        .forEach(vanished);
    tasks = next;
  }

  /** Takes out a task that has ended; returns null if it was not seen. */
  @Nullable Task remove(long index) {
    return tasks.remove(index);
  }

  public int size() {
    return tasks.size();
  }

  /** Those that run longest first. */
  public List<Task> byAge() {
    List<Task> all = new ArrayList<>(tasks.values());
    all.sort(Comparator.comparingLong(Task::begun).thenComparingLong(Task::index));
    return all;
  }

  static Task read(JsonLine line, long now) {
    Double seconds = line.number("seconds");
    long age = seconds == null ? 0 : (long) (Math.max(0, Math.min(MAX_SECONDS, seconds)) * 1000);
    Double fraction = line.number("fraction");
    return new Task(
        line.count("index"),
        Texts.name(line.text("input")),
        (int) Math.min(Integer.MAX_VALUE, line.count("worker")),
        line.whole("pid"),
        Texts.name(line.text("place")),
        now - age,
        fraction == null ? null : (Double) Math.max(0, Math.min(1, fraction)),
        Texts.name(line.text("state")),
        line.isTrue("holdsUp"),
        Texts.name(line.text("note")));
  }
}
