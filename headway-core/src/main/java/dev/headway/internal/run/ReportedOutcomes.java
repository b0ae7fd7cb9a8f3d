package dev.headway.internal.run;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which tasks of a claim are reported. Mostly they are in order, which costs a number only. */
final class ReportedOutcomes {
  private final int size;

  /** Those before are reported; of those behind, some may be. */
  private int first;

  private @Nullable BitSet later;

  ReportedOutcomes(int size) {
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

  /** Those that are not reported, as something is made of each. */
  <T> List<T> missing(IntFunction<T> mapper) {
    if (first == size) {
      return List.of();
    }
    return IntStream.range(first, size).filter(task -> !has(task)).mapToObj(mapper).toList();
  }
}
