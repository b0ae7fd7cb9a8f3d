package dev.headway.internal.display;

import dev.headway.internal.loop.CallStack;
import dev.headway.internal.loop.LoopTracker;
import dev.headway.internal.progress.PaddedCounter;
import dev.headway.internal.progress.ProgressTracker;
import dev.headway.progress.SubProgress;
import dev.headway.progress.Unit;
import org.jspecify.annotations.Nullable;

/**
 * A progress that is advanced by hand or by a loop. Safe for use by several threads. The display
 * keeps it alive no longer than the caller does: one that is forgotten ends as stopped.
 */
public final class ProgressHandle implements AutoCloseable {
  private final LiveDisplay display;
  private final ProgressTracker tracker;
  private final int depth;

  /** What counts now, if this was a loop that was taken for left, and was not. */
  private volatile @Nullable ProgressHandle continuation;

  private ProgressHandle(LiveDisplay display, ProgressTracker tracker, int depth) {
    this.display = display;
    this.tracker = tracker;
    this.depth = depth;
  }

  public static ProgressHandle begin(
      LiveDisplay display, String label, Unit unit, @Nullable Long total, int depth) {
    return begin(display, label, unit, total, depth, null);
  }

  private static ProgressHandle begin(
      LiveDisplay display,
      String label,
      Unit unit,
      @Nullable Long total,
      int depth,
      @Nullable ProgressTracker outer) {
    ProgressTracker tracker = ProgressTracker.ofSteps(label, unit);
    if (total != null) {
      if (total < 0) {
        throw new IllegalArgumentException(
            "A total is at least 0, not " + total + ". Leave it out if it is not known.");
      }
      tracker.total(total);
    }
    ProgressHandle progress = new ProgressHandle(display, tracker, depth);
    display.open(tracker, depth, progress, outer);
    return progress;
  }

  /** Begins a progress that is shown below this one. */
  public ProgressHandle nested(String label, long total) {
    return begin(display, label, Unit.ITEMS, total, depth + 1, tracker);
  }

  /** Counts one. */
  public void advance() {
    tracker.advance(1);
  }

  /** Counts several. */
  public void advance(long steps) {
    tracker.advance(steps);
  }

  /** Declares another total, once it is known better. */
  public void total(long total) {
    if (total < 0) {
      throw new IllegalArgumentException("A total is at least 0, not " + total + ".");
    }
    tracker.total(total);
  }

  /** Says in a few words what is going on. */
  public void note(String text) {
    tracker.note(text);
  }

  /**
   * Ends the progress and shows its last numbers, whatever they are. A second call does nothing.
   */
  @Override
  public void close() {
    end(true);
  }

  /** Where a loop counts its own steps, as they come from one thread at a time. */
  public PaddedCounter loop() {
    return tracker.loop();
  }

  /** A loop that counts here, and is begun by the calling thread. */
  public LoopTracker loopTracker() {
    LoopTracker loop = new LoopTracker(display, display.ticker(), tracker, CallStack.here());
    tracker.loop = loop;
    return loop;
  }

  /** A loop was taken for left, and was not: its bar goes on. A second call does nothing. */
  public void goOn() {
    if (continuation == null) {
      SubProgress before = tracker.part();
      ProgressTracker next = ProgressTracker.ofSteps(before.label(), before.unit());
      ProgressHandle progress = new ProgressHandle(display, next, depth);
      display.open(next, depth, progress, null);
      next.continues(tracker);
      next.loop = LoopTracker.roaming(display, display.ticker(), next);
      continuation = progress;
    }
  }

  /** Ends the progress of so many that were counted: if there are more, the rest was given up. */
  public void closeAt(long count) {
    Long total = tracker.total();
    display.close(tracker, total == null || count >= total);
  }

  /** Ends the progress as one that was given up. */
  public void stop() {
    end(false);
  }

  private void end(boolean complete) {
    ProgressTracker.Loop loop = tracker.loop;
    if (loop != null) {
      loop.exit();
    }
    display.close(tracker, complete);
    ProgressHandle next = continuation;
    if (next != null) {
      next.end(complete);
    }
  }
}
