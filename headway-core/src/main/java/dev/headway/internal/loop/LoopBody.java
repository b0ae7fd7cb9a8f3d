package dev.headway.internal.loop;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.StackWalker.StackFrame;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a method's code is a loop, found by what compilers make of {@code for} and {@code
 * while}: the call that asks for more is followed by a jump to the end, or back to the beginning.
 *
 * @param from the place of its first instruction in the method
 * @param to the place behind its last
 * @param firstLine its first line in the source; -1 if that is not known
 * @param lastLine its last line
 * @param alone true if what comes after it is on other lines
 */
record LoopBody(int from, int to, int firstLine, int lastLine, boolean alone) {

  /** Stands for a call that is in no loop of its method. */
  static final LoopBody NONE = new LoopBody(0, 0, -1, -1, false);

  /** Stands for code that cannot be read, or that an agent has changed, as to measure coverage. */
  static final LoopBody UNKNOWN = new LoopBody(0, 0, -1, -1, false);

  private static final int INVOKE_VIRTUAL = 0xB6;
  private static final int INVOKE_INTERFACE = 0xB9;
  private static final int IF_FALSE = 0x99;
  private static final int IF_TRUE = 0x9A;

  /** Read once for each call; kept as long as its class. */
  private static final ClassValue<Map<String, LoopBody>> KNOWN =
      new ClassValue<>() {
        @Override
        protected Map<String, LoopBody> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  boolean contains(int place) {
    return place >= from && place < to;
  }

  /** Whether a thread is in the loop that is at this line; null if that is unknown. */
  @Nullable Boolean containsLine(int line) {
    if (firstLine < 0 || line < 0) {
      return null;
    }
    boolean within = line >= firstLine && line <= lastLine;
    return within && !alone ? null : (Boolean) within;
  }

  /** The loop whose condition calls for more at this place. */
  static LoopBody of(StackFrame asking) {
    String key = asking.getMethodName() + asking.getDescriptor() + '@' + asking.getByteCodeIndex();
    return KNOWN.get(asking.getDeclaringClass()).computeIfAbsent(key, any -> read(asking));
  }

  private static LoopBody read(StackFrame asking) {
    Class<?> type = asking.getDeclaringClass();
    String name = type.getName();
    String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      if (in == null || asking.getByteCodeIndex() < 0) {
        return UNKNOWN;
      }
      MethodCode code =
          MethodCode.read(
              new DataInputStream(new ByteArrayInputStream(in.readAllBytes())),
              asking.getMethodName(),
              asking.getDescriptor());
      int call = asking.getByteCodeIndex();
      return code != null && code.isCall(call, asking.getLineNumber()) ? in(code, call) : UNKNOWN;
    } catch (IOException | RuntimeException e) {
      return UNKNOWN; // Made while the program runs, or by something that hides it.
    }
  }

  private static LoopBody in(MethodCode code, int call) {
    int size =
        switch (code.at(call)) {
          case INVOKE_VIRTUAL -> 3;
          case INVOKE_INTERFACE -> 5;
          default -> 0;
        };
    int jump = call + size;
    if (size == 0 || jump + 3 > code.length()) {
      return NONE;
    }
    int goal = jump + code.offset(jump);
    int kind = code.at(jump);
    if (kind == IF_TRUE && goal <= call) {
      return lined(code, goal, jump + 3);
    }
    boolean ends = kind == IF_FALSE && goal > jump && goal <= code.length();
    return ends && goesBack(code, jump, goal, call) ? lined(code, call, goal) : NONE;
  }

  /** Whether something between two places jumps back to where the condition begins. */
  private static boolean goesBack(MethodCode code, int from, int to, int call) {
    for (int place = from; place < to; place = code.next(place)) {
      if (code.isJump(place)) {
        int goal = place + code.offset(place);
        if (goal >= 0 && goal <= call && isSimple(code, goal, call)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether what is asked is only looked up: no call and no jump is in between. */
  private static boolean isSimple(MethodCode code, int from, int call) {
    int place = from;
    while (place < call) {
      int kind = code.at(place);
      if (code.isJump(place) || MethodCode.isCall(kind)) {
        return false;
      }
      place = code.next(place);
    }
    return place == call;
  }

  private static LoopBody lined(MethodCode code, int from, int to) {
    int first = -1;
    int last = -1;
    for (int place = from; place < to; place++) {
      int line = code.line(place);
      if (line >= 0) {
        first = first < 0 ? line : Math.min(first, line);
        last = Math.max(last, line);
      }
    }
    boolean alone = true;
    for (int place = to; place < code.length(); place++) {
      int line = code.line(place);
      alone &= line < first || line > last;
    }
    return new LoopBody(from, to, first, last, alone);
  }
}
