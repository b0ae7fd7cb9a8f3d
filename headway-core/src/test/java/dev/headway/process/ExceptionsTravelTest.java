package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.process.worker.TaskLoop;
import dev.headway.work.RemoteTaskException;
import java.io.IOException;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExceptionsTravelTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void shouldBringBackTheExceptionWithTheStackOfTheWorker() throws Exception {
    TestBatch<String, Object> batch =
        bench.perform(TestBatch.<String, Object>of(Tasks::obey, "a", "throw", "b"));

    assertThat(batch.ends()).containsExactly("succeeded 0", "failed 1", "succeeded 2");
    assertThat(batch.error(1))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("as told")
        .hasCauseExactlyInstanceOf(RuntimeException.class);
    assertThat(batch.error(1).getStackTrace()[0].getMethodName()).isEqualTo("obey");
    assertThat(batch.error(1).getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(TaskLoop.class.getName()));
  }

  @SuppressWarnings("serial") // That is the point.
  static final class Clinging extends RuntimeException {
    private final Thread thread = Thread.currentThread();

    Clinging() {
      super("held by " + Thread.currentThread().getName(), new IOException("below"));
      addSuppressed(new IllegalStateException("aside"));
    }

    Thread thread() {
      return thread;
    }
  }

  @Test
  void shouldSendAStandInForAnExceptionThatCannotBeWritten() throws Exception {
    TestBatch<Object, Object> batch =
        bench.perform(
            TestBatch.<Object, Object>of(
                input -> {
                  throw new Clinging();
                },
                "a"));

    assertThat(batch.error(0))
        .isInstanceOf(RemoteTaskException.class)
        .hasMessage("held by headway-worker-2")
        .hasToString(Clinging.class.getName() + ": held by headway-worker-2");
    assertThat(batch.error(0).getCause()).hasToString("java.io.IOException: below");
    assertThat(batch.error(0).getSuppressed()[0])
        .hasToString("java.lang.IllegalStateException: aside");
    assertThat(batch.error(0).getStackTrace()[0].getClassName())
        .isEqualTo(ExceptionsTravelTest.class.getName());
  }

  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String where;

    Unreadable(String where) {
      super("to be read " + where);
      this.where = where;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      boolean child = System.getProperty(WorkerProtocol.NUMBER) != null;
      if (child != where.equals("by the parent")) {
        throw new IOException("not here");
      }
    }
  }

  @Test
  void shouldSendAStandInForAnExceptionThatCannotBeRead() throws Exception {
    TestBatch<String, Object> batch =
        bench.perform(
            TestBatch.<String, Object>of(
                where -> {
                  throw new Unreadable(where);
                },
                "by the parent",
                "by the worker"));

    for (int task = 0; task < 2; task++) {
      assertThat(batch.error(task)).isInstanceOf(RemoteTaskException.class);
      assertThat(((RemoteTaskException) batch.error(task)).originalClass())
          .isEqualTo(Unreadable.class.getName());
    }
  }

  static int deep(int depth) {
    return deep(depth + 1) + 1;
  }

  @Test
  void shouldSurviveErrors() throws Exception {
    TestBatch<Integer, Object> batch =
        bench.perform(TestBatch.<Integer, Object>of(ExceptionsTravelTest::deep, 0));

    assertThat(batch.error(0)).isInstanceOf(StackOverflowError.class);
    assertThat(bench.perform(TestBatch.<Integer, Integer>of(Tasks::addOne, 1)).value(0))
        .isEqualTo(2);
  }
}
