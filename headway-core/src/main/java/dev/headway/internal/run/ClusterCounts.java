package dev.headway.internal.run;

import dev.headway.progress.ClusterUse;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds up what a run had of its cluster. Safe for use by several threads. */
final class ClusterCounts {
  // Guarded by this.
  private final Set<String> lost = new HashSet<>();
  private long tasks;
  private long repeated;
  private long bytes;

  synchronized void add(long moreTasks, long moreRepeated, Set<String> moreLost, long moreBytes) {
    tasks += moreTasks;
    repeated += moreRepeated;
    lost.addAll(moreLost); // Each has several batches.
    bytes += moreBytes;
  }

  /** Returns the sums; null without a cluster. */
  synchronized @Nullable ClusterUse use() {
    return tasks == 0 ? null : new ClusterUse(tasks, repeated, lost.size(), bytes);
  }
}
