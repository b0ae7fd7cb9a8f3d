package dev.headway.progress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What was begun inside of running tasks at one instant. Used by the thread that takes snapshots.
 */
final class Inside {
  private final Map<Scope.OfTask, List<Supplier<Part>>> begun = new HashMap<>();

  void add(Scope.OfTask task, Supplier<Part> part) {
    begun.computeIfAbsent(task.root(), any -> new ArrayList<>()).add(part);
  }

  /** What a task began first and last here, or else what it says elsewhere. */
  List<Part> parts(Scope.OfTask task) {
    List<Supplier<Part>> all = begun.getOrDefault(task, List.of());
    if (all.isEmpty()) {
      return task.turn().tasks().parts(task.task());
    }
    Part first = all.get(0).get();
    return all.size() == 1 ? List.of(first) : List.of(first, all.get(all.size() - 1).get());
  }
}
