package dev.headway.internal.run;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Records which tasks of a batch are reported. Usually they come in order, and one number is
 * enough.
 */
final class ReportedTasks {
  private final int size;

  /** All tasks before this one are reported. */
  private int first;

  private @Nullable BitSet later;

  ReportedTasks(int size) {
    this.size = size;
  }

  boolean has(int task) {
    return task < first || later != null && later.get(task);
  }

  void add(int task) {
    if (task == first) {
      first++;
      while (later != null && later.get(first)) {
        first++;
      }
      return;
    }
    if (later == null) {
      later = new BitSet(size);
    }
    later.set(task);
  }

  /** Maps the tasks that are not reported. */
  <T> List<T> missing(IntFunction<T> mapper) {
    if (first == size) {
      return List.of();
    }
    return IntStream.range(first, size).filter(task -> !has(task)).mapToObj(mapper).toList();
  }
}
