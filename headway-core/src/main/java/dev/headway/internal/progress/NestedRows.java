package dev.headway.internal.progress;

import dev.headway.progress.SubProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What was begun inside of running tasks at one instant. Used by the thread that takes snapshots.
 */
public final class NestedRows {
  private final Map<TaskBinding.OfTask, List<Supplier<SubProgress>>> begun = new HashMap<>();

  public void add(TaskBinding.OfTask task, Supplier<SubProgress> part) {
    begun.computeIfAbsent(task.root(), any -> new ArrayList<>()).add(part);
  }

  /** What a task began first and last here, or else what it says elsewhere. */
  List<SubProgress> parts(TaskBinding.OfTask task) {
    List<Supplier<SubProgress>> all = begun.getOrDefault(task, List.of());
    if (all.isEmpty()) {
      return task.scope().tasks().parts(task.task());
    }
    SubProgress first = all.get(0).get();
    return all.size() == 1 ? List.of(first) : List.of(first, all.get(all.size() - 1).get());
  }
}
