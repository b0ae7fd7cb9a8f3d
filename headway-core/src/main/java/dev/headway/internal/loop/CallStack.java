package dev.headway.internal.loop;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a thread is in, from the outermost to the one that asked Headway for something.
 * Immutable.
 */
public final class CallStack {
  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /** The classes between the asking code and this class. */
  private static final Set<String> OURS = ours();

  private final List<StackFrame> frames;

  private CallStack(List<StackFrame> frames) {
    this.frames = frames;
  }

  /** By name, since each of these uses this class. A program may have relocated them. */
  static Set<String> ours() {
    String here = CallStack.class.getPackageName();
    String root = here.substring(0, here.lastIndexOf(".internal."));
    String display = root + ".internal.display.";
    return Set.of(
        here + ".CallStack",
        here + ".ThreadLoops",
        here + ".LoopTracker",
        display + "LiveDisplay",
        display + "ProgressHandle",
        display + "ProgressWrappers",
        display + "CountedIterable",
        display + "CountedIterator",
        display + "CountedSpliterator",
        root + ".Progress",
        root + ".Display");
  }

  /** The calls that the calling thread is in. */
  public static CallStack here() {
    List<StackFrame> frames =
        new ArrayList<>(
            WALKER.walk(
                all ->
                    all.dropWhile(
                            frame ->
                                OURS.contains(frame.getDeclaringClass().getNestHost().getName()))
                        .filter(frame -> isDirectCall(frame.getClassName()))
                        .toList()));
    Collections.reverse(frames);
    return new CallStack(frames);
  }

  /** Leaves out calls by reflection, which differ between the two kinds of stacks. */
  private static boolean isDirectCall(String type) {
    return !type.startsWith("java.lang.reflect.")
        && !type.startsWith("jdk.internal.reflect.")
        && !type.startsWith("java.lang.invoke.");
  }

  /** The innermost call. */
  public StackFrame top() {
    return frames.get(frames.size() - 1);
  }

  public boolean isEmpty() {
    return frames.isEmpty();
  }

  /** Where the method of the innermost call of another stack is in this one; null if it ended. */
  @Nullable Integer placeIn(CallStack other) {
    int last = other.frames.size() - 1;
    if (frames.size() <= last) {
      return null;
    }
    for (int i = 0; i < last; i++) {
      if (!isSame(frames.get(i), other.frames.get(i))
          || frames.get(i).getByteCodeIndex() != other.frames.get(i).getByteCodeIndex()) {
        return null;
      }
    }
    return isSame(frames.get(last), other.top()) ? frames.get(last).getByteCodeIndex() : null;
  }

  /** Whether both are in as many calls. */
  boolean isAsDeepAs(CallStack other) {
    return frames.size() == other.frames.size();
  }

  private static boolean isSame(StackFrame one, StackFrame other) {
    return one.getDeclaringClass() == other.getDeclaringClass()
        && one.getMethodName().equals(other.getMethodName())
        && one.getDescriptor().equals(other.getDescriptor());
  }

  /**
   * The line at which a thread is in the method of the innermost call of this stack.
   *
   * @return null if the method has ended; a negative number if the line is not known
   */
  @Nullable Integer lineIn(StackTraceElement[] trace) {
    List<StackTraceElement> calls = new ArrayList<>();
    for (int i = trace.length - 1; i >= 0; i--) {
      if (isDirectCall(trace[i].getClassName())) {
        calls.add(trace[i]);
      }
    }
    int last = frames.size() - 1;
    if (calls.size() <= last) {
      return null;
    }
    for (int i = 0; i <= last; i++) {
      StackTraceElement call = calls.get(i);
      StackFrame frame = frames.get(i);
      boolean same =
          call.getClassName().equals(frame.getClassName())
              && call.getMethodName().equals(frame.getMethodName())
              && (i == last || call.getLineNumber() == frame.getLineNumber());
      if (!same) {
        return null;
      }
    }
    return calls.get(last).getLineNumber();
  }
}
