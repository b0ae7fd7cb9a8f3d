package dev.headway.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class LoopBodyTest {

  /** Where a loop asks for more. */
  private static StackFrame asking() {
    Asked asked = new Asked();
    while (asked.hasNext()) {
      asked.next();
    }
    assertThat(asked.frame).isNotNull();
    return asked.frame;
  }

  private static final class Asked implements Iterator<Integer> {
    private StackFrame frame;

    @Override
    public boolean hasNext() {
      frame =
          StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
              .walk(frames -> frames.skip(1).findFirst())
              .orElseThrow();
      return false;
    }

    @Override
    public Integer next() {
      throw new NoSuchElementException();
    }
  }

  /** The same call in code that an agent has changed. */
  private record Moved(StackFrame frame, int places) implements StackFrame {
    @Override
    public String getClassName() {
      return frame.getClassName();
    }

    @Override
    public String getMethodName() {
      return frame.getMethodName();
    }

    @Override
    public String getDescriptor() {
      return frame.getDescriptor();
    }

    @Override
    public Class<?> getDeclaringClass() {
      return frame.getDeclaringClass();
    }

    @Override
    public int getByteCodeIndex() {
      return frame.getByteCodeIndex() + places;
    }

    @Override
    public String getFileName() {
      return frame.getFileName();
    }

    @Override
    public int getLineNumber() {
      return frame.getLineNumber();
    }

    @Override
    public boolean isNativeMethod() {
      return false;
    }

    @Override
    public StackTraceElement toStackTraceElement() {
      return frame.toStackTraceElement();
    }
  }

  @Test
  void shouldFindTheLoopOfACall() {
    StackFrame asking = asking();
    LoopBody body = LoopBody.of(asking);

    assertThat(body.contains(asking.getByteCodeIndex())).isTrue();
    assertThat(body.containsLine(asking.getLineNumber() + 1)).isTrue();
    assertThat(body.containsLine(asking.getLineNumber() + 3)).isFalse();
  }

  @Test
  void shouldBelieveNoClassFileThatDiffersFromTheCode() {
    StackFrame asking = asking();

    for (int places = -8; places < 100; places++) {
      // As for coverage: what was inserted moves the call, which may meet one of another line.
      assertThat(LoopBody.of(new Moved(asking, places)) == LoopBody.UNKNOWN)
          .as("%d places on", places)
          .isEqualTo(places != 0);
    }
  }
}
