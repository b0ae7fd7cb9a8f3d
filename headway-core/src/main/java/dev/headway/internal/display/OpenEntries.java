package dev.headway.internal.display;

import dev.headway.internal.progress.ProgressTracker;
import dev.headway.internal.progress.TaskBinding;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The progresses that are open on a display, in the order in which they were opened. To find one
 * costs the same, however many there are. Safe for use by several threads.
 */
final class OpenEntries {
  /** Fewer are not searched for those that were never closed. */
  private static final int MIN_SWEPT = 64;

  // Guarded by this.
  private final Map<ProgressTracker, DisplayEntry> entries = new LinkedHashMap<>();
  private long lastId;
  private int sweepAt = MIN_SWEPT;

  /** Opens a progress, and gives it the next number. */
  synchronized void add(DisplayEntry entry, int depth, long now) {
    entry.tracker.opened(++lastId, depth, now);
    entries.put(entry.tracker, entry);
  }

  /** Returns all, each of which counts as shown from now on. */
  synchronized List<DisplayEntry> show() {
    entries.values().forEach(entry -> entry.shown = true);
    return List.copyOf(entries.values());
  }

  synchronized void forEach(Consumer<DisplayEntry> action) {
    entries.values().forEach(action);
  }

  synchronized boolean contains(ProgressTracker tracker) {
    return entries.containsKey(tracker);
  }

  synchronized boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Removes some. Returns true if none is left. */
  synchronized boolean removeAll(Collection<DisplayEntry> ended) {
    ended.forEach(entry -> entries.remove(entry.tracker));
    return entries.isEmpty();
  }

  /**
   * Removes a progress inside of a task at once, as it leaves no last line. Returns false if it is
   * none.
   */
  synchronized boolean vanishes(ProgressTracker tracker) {
    DisplayEntry entry = entries.get(tracker);
    if (entry == null || entry.taskBinding == null) {
      return false;
    }
    if (entry.taskBinding instanceof TaskBinding.OfTask || !entry.shown) {
      entries.remove(tracker);
    }
    return true; // A forwarded row is taken back with the next snapshot.
  }

  /** Removes a progress that no view shows. */
  synchronized void forget(ProgressTracker tracker, long now) {
    entries.remove(tracker);
    sweep(now);
  }

  /** Removes now and then what nobody closed, on a display without snapshots. */
  synchronized void sweep(long now) {
    if (entries.size() >= sweepAt) {
      entries.values().removeIf(entry -> entry.isOver(now));
      sweepAt = Math.max(MIN_SWEPT, 2 * entries.size());
    }
  }
}
