package dev.headway.internal.display;

import dev.headway.internal.progress.CountedLoop;
import dev.headway.internal.progress.NestedRows;
import dev.headway.internal.progress.ProgressTracker;
import dev.headway.internal.progress.TaskBinding;
import dev.headway.internal.text.UserText;
import dev.headway.progress.Row;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** An entry of a display: a progress tracker that it shows. */
public final class DisplayEntry {
  public final ProgressTracker tracker;
  final @Nullable public TaskBinding taskBinding;

  /** The object whose life it shares, if there is one. */
  private final @Nullable WeakReference<?> owner;

  private boolean failed; // Used by the thread that takes snapshots.

  /** Whether it was in a snapshot. Guarded by the entries of the display. */
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

  /** Returns true if it has ended, or its task or its owner has. */
  boolean isOver(long now) {
    endIfAbandoned(now);
    if (outlivedItsTask()) {
      tracker.place().forgetTask(); // So that nothing of the task stays in memory.
      return true;
    }
    return tracker.isOver();
  }

  /** Returns true if it is shown with a task of this process. */
  boolean isOfTask() {
    return taskBinding instanceof TaskBinding.OfTask;
  }

  /** Returns its numbers, or null if they cannot be had: then others are shown without it. */
  @Nullable Row row(long now, NestedRows nestedRows) {
    try {
      return tracker.row(now, nestedRows, true);
    } catch (RuntimeException | Error e) {
      if (!failed) {
        failed = true;
        UserText.warn(DisplayEntry.class, "A progress cannot be shown", e);
      }
      return null;
    }
  }

  /** Adds it to those that are shown with a task of this process, if it is one of them. */
  void addTo(NestedRows nestedRows) {
    if (taskBinding instanceof TaskBinding.OfTask inner
        && !outlivedItsTask()
        && !tracker.isOver()) {
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
