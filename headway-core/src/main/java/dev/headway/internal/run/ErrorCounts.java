package dev.headway.internal.run;

import dev.headway.work.RemoteTaskException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the errors of a run by the class of the exception. Safe for use by several threads. */
final class ErrorCounts {
  /** Bounds the memory where a program generates exception classes. */
  private static final int MAX = 100;

  private final Map<String, Long> counts = new HashMap<>(); // Guarded by this.

  synchronized void add(Throwable error) {
    String name =
        error instanceof RemoteTaskException remote
            ? remote.originalClass()
            : error.getClass().getName();
    if (counts.size() < MAX || counts.containsKey(name)) {
      counts.merge(name, 1L, Long::sum);
    }
  }

  /** Returns the counts, the most frequent first. */
  synchronized Map<String, Long> byFrequency() {
    List<Map.Entry<String, Long>> all = new ArrayList<>(counts.entrySet());
    all.sort(
        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    Map<String, Long> sorted = new LinkedHashMap<>();
    all.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableMap(sorted);
  }
}
