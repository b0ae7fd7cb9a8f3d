package dev.headway.internal.display;

import dev.headway.internal.progress.CountedLoop;
import dev.headway.internal.progress.NestedRows;
import dev.headway.internal.progress.ProgressTracker;
import dev.headway.internal.progress.TaskBinding;
import dev.headway.progress.Row;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** An entry of a display: a progress tracker that it shows. */
public final class DisplayEntry {
  public final ProgressTracker tracker;
  final @Nullable public TaskBinding taskBinding;

  /** The object whose life it shares, if there is one. */
  private final @Nullable WeakReference<?> owner;

  /** Whether it was in a snapshot. Guarded by the lock of the display. */
  public boolean shown;

  public DisplayEntry(
      ProgressTracker tracker, @Nullable TaskBinding taskBinding, @Nullable Object owner) {
    this.tracker = tracker;
    this.taskBinding = taskBinding;
    this.owner = owner == null ? null : new WeakReference<>(owner);
  }

  /** Ends the progress if its owner is gone and cannot end it. */
  public void endIfAbandoned(long now) {
    if (owner != null && owner.get() == null) {
      tracker.ended(Row.State.STOPPED, now);
    }
    CountedLoop loop = tracker.loop;
    if (loop != null && !tracker.isOver()) {
      loop.check(now);
    }
  }

  /** Adds it to those that are shown with a task of this process, if it is one of them. */
  void addTo(NestedRows nestedRows) {
    if (taskBinding instanceof TaskBinding.OfTask inner && !outlivedItsTask()) {
      nestedRows.add(inner, tracker::part);
    }
  }

  /**
   * Returns whether the task in which it was begun has ended. Then it is not shown any more, though
   * it may go on.
   */
  public boolean outlivedItsTask() {
    return taskBinding != null && taskBinding.over();
  }
}
