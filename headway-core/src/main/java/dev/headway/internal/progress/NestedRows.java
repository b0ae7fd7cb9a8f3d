package dev.headway.internal.progress;

import dev.headway.progress.SubProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The sub-progress of running tasks at one instant. Used by the thread that takes snapshots. */
public final class NestedRows {
  private final Map<TaskBinding.OfTask, List<Supplier<SubProgress>>> begun = new HashMap<>();

  public void add(TaskBinding.OfTask task, Supplier<SubProgress> subProgress) {
    begun.computeIfAbsent(task.root(), any -> new ArrayList<>()).add(subProgress);
  }

  /**
   * Returns the first and the last sub-progress of a task in this process, or else in its own
   * process.
   */
  List<SubProgress> parts(TaskBinding.OfTask task) {
    List<Supplier<SubProgress>> all = begun.getOrDefault(task, List.of());
    if (all.isEmpty()) {
      return task.scope().tasks().parts(task.task());
    }
    SubProgress first = all.get(0).get();
    return all.size() == 1 ? List.of(first) : List.of(first, all.get(all.size() - 1).get());
  }
}
