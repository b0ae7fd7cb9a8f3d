package dev.headway.faults;

import static dev.headway.faults.Scene.FAULTY;
import static dev.headway.faults.Scene.ITEMS;
import static dev.headway.faults.Scene.WORKERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.work.Outcome;
import dev.headway.work.RemoteTaskException;
import dev.headway.work.TaskFunction;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** What a task throws, and what cannot travel, fails that task; its worker stays in service. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailureIsAValueTest {
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  /** Runs the fault in a pool whose workers must all survive it; answers what the task threw. */
  private static Throwable struck(String row, Fault fault) throws IOException {
    try (Scene scene = Scene.processes()) {
      var before = scene.crew();
      Marks marks = scene.marks();
      Account<Integer, Integer> account =
          scene.strike(
              () -> {
                marks.set(Faults.STRUCK);
                fault.strike();
              });
      Throwable error = failure(account);
      Measures.within(row, "report", scene.reportNanos(), AT_ONCE);
      assertThat(scene.crew()).isEqualTo(before);
      return error;
    }
  }

  private static <B> Throwable failure(Account<Integer, B> account) {
    Outcome<? extends Integer, ? extends B> faulty = account.onlyFaulty(FAULTY, ITEMS);
    assertThat(faulty).isInstanceOf(Outcome.Failure.class);
    return faulty.error();
  }

  private static void throwChecked() throws IOException {
    IOException thrown = new IOException("checked", new IllegalStateException("its cause"));
    thrown.addSuppressed(new ArithmeticException("suppressed"));
    throw thrown;
  }

  private static void assertChecked(Throwable error) {
    assertThat(error)
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("checked")
        .hasCauseExactlyInstanceOf(IllegalStateException.class)
        .hasSuppressedException(error.getSuppressed()[0])
        .hasStackTraceContaining("throwChecked");
    assertThat(error.getSuppressed()[0]).isExactlyInstanceOf(ArithmeticException.class);
  }

  @FaultTest
  @DisplayName("row 5: a task throws a checked exception")
  void shouldGiveBackWhatATaskThrew() throws Exception {
    assertChecked(struck("5", FailureIsAValueTest::throwChecked));
  }

  @FaultTest
  @DisplayName("row 5: a task throws a checked exception; threads")
  void shouldGiveBackWhatATaskThrewOnAThread() throws Exception {
    try (Scene scene = Scene.threads()) {
      assertChecked(failure(scene.strike(FailureIsAValueTest::throwChecked)));
      scene.assertWhole();
    }
  }

  @FaultTest
  @DisplayName("row 5: a task throws an Error")
  void shouldGiveBackAnError() throws Exception {
    Throwable error =
        struck(
            "5",
            () -> {
              throw new AssertionError("an error");
            });

    assertThat(error).isExactlyInstanceOf(AssertionError.class).hasMessage("an error");
  }

  @FaultTest
  @DisplayName("row 5: a task overflows the stack")
  void shouldSurviveAStackOverflow() throws Exception {
    assertThat(struck("5", Faults::overflow)).isInstanceOf(StackOverflowError.class);
  }

  /** Its field does not travel. */
  static final class Unsendable extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final Object lock = new Object();

    Unsendable() {
      super("unsendable");
    }

    Object lock() {
      return lock;
    }
  }

  private static void assertStandIn(Throwable error, String name, String message) {
    assertThat(error)
        .isInstanceOf(RemoteTaskException.class)
        .hasMessage(message)
        .hasStackTraceContaining("Faults.");
    assertThat(((RemoteTaskException) error).originalClass()).isEqualTo(name);
  }

  @FaultTest
  @DisplayName("row 6: an exception that cannot be serialized")
  void shouldDescribeAnExceptionThatCannotBeSent() throws Exception {
    Throwable error =
        struck(
            "6",
            () -> {
              throw new Unsendable();
            });

    assertStandIn(error, Unsendable.class.getName(), "unsendable");
  }

  /** Can be written but not read. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super("unreadable");
    }

    private void readObject(ObjectInputStream in) throws IOException {
      throw new IOException("not with me");
    }
  }

  @FaultTest
  @DisplayName("row 6: an exception that cannot be deserialized")
  void shouldDescribeAnExceptionThatCannotBeRead() throws Exception {
    Throwable error =
        struck(
            "6",
            () -> {
              throw new Unreadable();
            });

    assertStandIn(error, Unreadable.class.getName(), "unreadable");
  }

  /** Is there under another name, in the worker alone. */
  static class Original extends Exception {
    private static final long serialVersionUID = 1L;

    Original() {
      super("known to the worker alone");
    }
  }

  private static void throwUnknown() throws Exception {
    String name = Original.class.getName();
    String resource = "/" + name.replace('.', '/') + ".class";
    byte[] bytes;
    try (var in = FailureIsAValueTest.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      bytes = text.replace("$Original", "$Singular").getBytes(StandardCharsets.ISO_8859_1);
    }
    Class<?> unknown = MethodHandles.lookup().defineClass(bytes);
    var constructor = unknown.getDeclaredConstructor();
    constructor.setAccessible(true);
    throw (Exception) constructor.newInstance();
  }

  @FaultTest
  @DisplayName("row 6: an exception whose class this program does not have")
  void shouldDescribeAnExceptionOfAnUnknownClass() throws Exception {
    Throwable error = struck("6", FailureIsAValueTest::throwUnknown);

    assertStandIn(
        error, FailureIsAValueTest.class.getName() + "$Singular", "known to the worker alone");
  }

  /** Holds something that does not travel, two fields deep. */
  static final class Outer implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final List<Object> inner = new ArrayList<>(List.of(new Object()));

    List<Object> inner() {
      return inner;
    }
  }

  /** Can be written but not read. */
  static final class Broken implements Serializable {
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) throws IOException {
      throw new IOException("not to be rebuilt");
    }
  }

  private static Throwable returned(TaskFunction<Integer, Object> faulty) throws IOException {
    try (Scene scene = Scene.processes()) {
      var before = scene.crew();
      Marks marks = scene.marks();
      TaskFunction<Integer, Object> function =
          x -> {
            if (x == FAULTY) {
              marks.set(Faults.STRUCK);
              return faulty.apply(x);
            }
            return Faults.work(x);
          };
      Throwable error = failure(scene.account(scene.over(ITEMS).map(function)));
      Measures.within("7", "report", scene.reportNanos(), AT_ONCE);
      assertThat(scene.crew()).isEqualTo(before);
      return error;
    }
  }

  @FaultTest
  @DisplayName("row 7: a value that cannot be serialized")
  void shouldNameTheFieldOfAResultThatCannotBeSent() throws Exception {
    assertThat(returned(x -> new Outer()))
        .hasMessageContaining("task 10")
        .hasMessageContaining("inner")
        .hasMessageContaining("java.lang.Object");
  }

  @FaultTest
  @DisplayName("row 7: a value that cannot be rebuilt")
  void shouldSayWhyAResultCannotBeRead() throws Exception {
    assertThat(returned(x -> new Broken()))
        .hasMessageContaining("task 10")
        .hasMessageContaining("not to be rebuilt");
  }

  @FaultTest
  @DisplayName("row 8: a function that cannot be serialized")
  void shouldRefuseAFunctionBeforeAnythingStarts() throws Exception {
    try (Scene scene = Scene.processes()) {
      Object lock = new Object();
      long start = System.nanoTime();
      assertThatThrownBy(() -> scene.over(ITEMS).map(x -> x + lock.hashCode()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("java.lang.Object");
      Measures.within("8", "function", System.nanoTime() - start, Duration.ofMillis(200));
      assertThat(scene.row()).isNull();
      assertThat(scene.left()).isEmpty();
    }
  }

  @FaultTest
  @DisplayName("row 8: an input that cannot be serialized")
  void shouldFailTheTaskWhoseInputCannotBeSent() throws Exception {
    try (Scene scene = Scene.processes()) {
      List<Object> inputs = new ArrayList<>();
      for (int x = 0; x < ITEMS; x++) {
        inputs.add(x == FAULTY ? new Object() : x);
      }
      TaskFunction<Object, String> function = String::valueOf;
      Account<Object, String> account = scene.account(scene.over(inputs).map(function));

      Outcome<?, ?> faulty = account.onlyFaulty(FAULTY, ITEMS);
      assertThat(faulty).isInstanceOf(Outcome.Failure.class);
      assertThat(faulty.error()).hasMessageContaining("java.lang.Object");
      assertThat(scene.left()).hasSizeBetween(1, WORKERS);
    }
  }
}
