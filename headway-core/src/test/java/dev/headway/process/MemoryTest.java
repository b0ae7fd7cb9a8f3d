package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.work.WorkerCrashedException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that need more memory than their worker has. */
@Tag("faults")
class MemoryTest {
  private static final long HEAP = 48L << 20;

  private final Bench bench =
      new Bench(ProcessConfig.of(1).with(draft -> draft.jvm = draft.jvm.withHeap(HEAP)));

  @AfterEach
  void close() {
    bench.close();
  }

  /** Needs memory in the way that the input names, or returns the process that runs it. */
  static Object need(String how) throws Exception {
    return switch (how) {
      case "array" -> new long[Integer.MAX_VALUE - 8][1];
      case "heap" -> grow();
      case "result" -> new int[30 << 18]; // Bytes would travel without a copy.
      case "cause" -> throw new IllegalStateException(new OutOfMemoryError("somewhere"));
      case "leak" -> Leak.fill();
      case "thread" -> {
        Thread other = new Thread(MemoryTest::grow);
        other.start();
        Tasks.forEver();
        yield how;
      }
      default -> ProcessHandle.current().pid();
    };
  }

  static Object grow() {
    Object[] all = null;
    while (true) {
      all = new Object[] {all, new long[1000]};
    }
  }

  /** Leaves no memory for anything that comes after. */
  static final class Leak {
    private static final Object[] KEPT = new Object[1];

    static Object fill() {
      int size = 1 << 20;
      while (true) {
        try {
          KEPT[0] = new Object[] {KEPT[0], new byte[size]};
        } catch (OutOfMemoryError e) {
          if (size == 0) {
            throw e;
          }
          size /= 2;
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"array", "heap", "result"})
  void shouldFailTheTaskAndReplaceTheWorker(String how) throws Exception {
    TestBatch<String, Object> batch =
        bench.perform(TestBatch.<String, Object>of(MemoryTest::need, "a", how, "b", "c"));

    assertThat(batch.ends())
        .containsExactly("succeeded 0", "failed 1", "succeeded 2", "succeeded 3");
    assertThat(batch.error(1)).isInstanceOf(OutOfMemoryError.class);
    assertThat(batch.value(2)).isNotEqualTo(batch.value(0)).isEqualTo(batch.value(3));
  }

  @Test
  void shouldReplaceTheWorkerOfATaskThatHidTheError() throws Exception {
    TestBatch<String, Object> batch =
        bench.perform(TestBatch.<String, Object>of(MemoryTest::need, "a", "cause", "b"));

    assertThat(batch.error(1)).isInstanceOf(IllegalStateException.class);
    assertThat(batch.value(2)).isNotEqualTo(batch.value(0));
  }

  static final class Large implements Serializable {
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) throws IOException {
      grow();
    }
  }

  @Test
  void shouldFailTheTaskWhoseInputHasNoRoom() throws Exception {
    TestBatch<Object, Object> batch =
        bench.perform(TestBatch.<Object, Object>of(Tasks::same, "a", new Large(), "b"));

    assertThat(batch.ends()).containsExactly("succeeded 0", "failed 1", "succeeded 2");
    assertThat(batch.error(1)).isInstanceOf(OutOfMemoryError.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"leak", "thread"})
  void shouldReportACrashWhenTheWorkerCannotAnswer(String how) throws Exception {
    TestBatch<String, Object> batch =
        bench.perform(TestBatch.<String, Object>of(MemoryTest::need, how));

    assertThat(batch.ends()).containsExactly("crashed 0");
    assertThat(((WorkerCrashedException) batch.error(0)).exitStatus()).isEqualTo(3);
    assertThat(bench.pid()).isPositive();
  }
}
