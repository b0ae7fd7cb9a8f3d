package dev.headway.internal.loop;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The loops that a thread is in, each nested in the one before it. When a loop is asked for more,
 * all loops nested in it are over. When a loop begins, all loops are over that do not contain it.
 * Used by its thread alone.
 */
public final class ThreadLoops {
  private static final ThreadLocal<ThreadLoops> OF_THREAD =
      ThreadLocal.withInitial(ThreadLoops::new);

  private final List<TrackedLoop> open = new ArrayList<>();
  private @Nullable TrackedLoop innermost;

  private ThreadLoops() {}

  public static ThreadLoops ofThread() {
    return OF_THREAD.get();
  }

  /** In how many loops of a display the thread is now. */
  public int depthOn(Object display) {
    if (innermost == null) {
      return 0;
    }
    leaveThoseNotIn(CallStack.here());
    return (int) open.stream().filter(loop -> loop.isOn(display)).count();
  }

  /** The thread begins a loop here. */
  void enter(TrackedLoop loop, CallStack here) {
    leaveThoseNotIn(here);
    if (innermost != null) {
      innermost.holdsAnother();
    }
    open.add(loop);
    innermost = loop;
  }

  private void leaveThoseNotIn(CallStack here) {
    for (int i = 0; i < open.size(); i++) {
      TrackedLoop loop = open.get(i);
      if (loop.isLeftAt(here)) {
        cutTo(i); // Those in it too.
      } else if (loop.isOver()) {
        open.remove(i--); // It was closed, or goes on elsewhere: that says nothing of those in it.
      }
    }
    innermost = open.isEmpty() ? null : open.get(open.size() - 1);
  }

  /** A loop goes on: those in it are over. False if it is none of this thread's. */
  boolean resumed(TrackedLoop loop) {
    int place = open.lastIndexOf(loop);
    if (place < 0) {
      return false;
    }
    cutTo(place + 1);
    innermost = loop;
    return true;
  }

  /** A loop came to its end, and those in it with it. */
  void exit(TrackedLoop loop) {
    int place = open.lastIndexOf(loop);
    if (place >= 0) {
      cutTo(place + 1);
      open.remove(place);
      innermost = open.isEmpty() ? null : open.get(open.size() - 1);
    }
  }

  private void cutTo(int size) {
    while (open.size() > size) {
      open.remove(open.size() - 1).leave();
    }
  }
}
