package dev.headway.internal.display;

import dev.headway.internal.loop.CallStack;
import dev.headway.internal.loop.LoopTracker;
import dev.headway.internal.progress.CountedLoop;
import dev.headway.internal.progress.PaddedCounter;
import dev.headway.internal.progress.ProgressTracker;
import dev.headway.internal.progress.StripedCounter;
import dev.headway.progress.SubProgress;
import dev.headway.progress.Unit;
import org.jspecify.annotations.Nullable;

/**
 * A progress that the caller or a loop advances. Safe for use by several threads. The display keeps
 * only a weak reference to it: a progress that the caller forgets ends as stopped.
 */
public final class ProgressHandle implements AutoCloseable {
  private final LiveDisplay display;
  private final ProgressTracker tracker;
  private final int depth;

  /** The progress that counts now, if this loop was wrongly considered as left. */
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

  /** Returns where steps by hand are counted: a call less for each of them. */
  public StripedCounter steps() {
    return tracker.steps();
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

  /**
   * Says how much was done before this began. It is a part of the total, and no evidence of speed.
   */
  public void before(long count) {
    tracker.before().add(count, count);
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

  /** Returns the counter of a loop, whose steps come from one thread at a time. */
  public PaddedCounter loop() {
    return tracker.loop();
  }

  /** Makes the tracker of a loop that counts here, begun by the calling thread. */
  public LoopTracker loopTracker() {
    LoopTracker loop = new LoopTracker(display, display.ticker(), tracker, CallStack.here());
    tracker.loop = loop;
    return loop;
  }

  /**
   * Continues the bar of a loop that was wrongly considered as left. A second call does nothing.
   */
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

  /** Ends the progress at this count. If the total is higher, the rest was given up. */
  public void closeAt(long count) {
    Long total = tracker.total();
    display.close(tracker, total == null || count >= total);
  }

  /** Ends the progress as one that was given up. */
  public void stop() {
    end(false);
  }

  private void end(boolean complete) {
    CountedLoop loop = tracker.loop;
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
