package dev.headway.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever asks gets a text, after a bounded time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UserTextTest {

  private static final class Endless {
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);

    @Override
    public String toString() {
      asked.incrementAndGet();
      while (true) {
        try {
          end.await();
          return "late";
        } catch (InterruptedException e) {
          // It goes on.
        }
      }
    }
  }

  @Test
  void shouldAskAClassThatIsSlowOnce() {
    Endless endless = new Endless();

    for (int i = 0; i < 3; i++) {
      assertThat(UserText.of(endless, 200))
          .isEqualTo("<UserTextTest$Endless: toString() takes too long>");
    }

    endless.end.countDown();
    assertThat(endless.asked).hasValue(1);
    assertThat(UserText.of(new Endless(), 200)).endsWith("takes too long>");
  }

  /** Each test has a class of its own: one that was slow once, on a busy machine, stays it. */
  private static class Asked {
    private final Supplier<String> text;

    Asked(Supplier<String> text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text.get();
    }
  }

  @Test
  void shouldAskOnADaemonThreadWithTheLoaderOfTheCaller() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    ClassLoader loader = new ClassLoader() {};
    Thread.currentThread().setContextClassLoader(loader);
    AtomicReference<ClassLoader> seen = new AtomicReference<>();

    Asked asked =
        new Asked(
            () -> {
              thread.set(Thread.currentThread());
              seen.set(Thread.currentThread().getContextClassLoader());
              return "text";
            }) {};

    assertThat(UserText.of(asked, 200)).isEqualTo("text");
    assertThat(thread.get()).isNotSameAs(Thread.currentThread());
    assertThat(thread.get().isDaemon()).isTrue();
    assertThat(seen.get()).isSameAs(loader);
  }

  @Test
  void shouldKeepAnInterrupt() {
    Thread.currentThread().interrupt();

    assertThat(UserText.of(new Asked(() -> "text") {}, 200)).isEqualTo("text");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void shouldAnswerWithinATextThatIsAskedFor() {
    Asked inner =
        new Asked(
            () -> {
              throw new IllegalArgumentException();
            });

    assertThat(UserText.of(new Asked(() -> "in " + UserText.of(inner, 200)) {}, 200))
        .isEqualTo("in <UserTextTest$Asked: toString() threw IllegalArgumentException>");
  }

  @Test
  void shouldCutBeforeItIsShown() {
    assertThat(UserText.of(new Asked(() -> "x".repeat(1000)) {}, 5)).isEqualTo("xxxxx…");
  }

  @Test
  void shouldKeepTheTextOfWhatMayChange() {
    AtomicInteger asked = new AtomicInteger();
    Supplier<String> later = UserText.later(new Asked(() -> "" + asked.incrementAndGet()) {}, 200);

    assertThat(asked).hasValue(0);
    assertThat(later.get()).isEqualTo("1");
    assertThat(later.get()).isEqualTo("1");
    AtomicInteger number = new AtomicInteger(7);
    Supplier<String> now = UserText.later(number, 200);
    number.set(8);
    assertThat(now.get()).isEqualTo("7");
  }

  private static class Own extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Supplier<Throwable> cause;

    Own(String message, Supplier<Throwable> cause) {
      super(message);
      this.cause = cause;
    }

    @Override
    public synchronized Throwable getCause() {
      return cause.get();
    }
  }

  private static String printed(Throwable thrown) {
    StringWriter text = new StringWriter();
    UserText.printable(thrown).printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  @Test
  void shouldPrintTheOriginalIfItDoesNoHarm() {
    Own own = new Own("own", () -> null) {};
    RuntimeException outer = new RuntimeException("outer", own);

    assertThat(UserText.printable(own)).isSameAs(own);
    assertThat(UserText.printable(outer)).isSameAs(outer);
  }

  @Test
  void shouldPrintACopyOfWhatWouldThrow() {
    Own own =
        new Own(
            "own",
            () -> {
              throw new StackOverflowError();
            });

    assertThat(printed(new RuntimeException("outer", own)))
        .startsWith("java.lang.RuntimeException: outer")
        .contains(getClass().getName() + ".shouldPrintACopy")
        .contains("Caused by: " + Own.class.getName() + ": own")
        .contains("<UserTextTest$Own: getCause() threw StackOverflowError>");
  }

  /** Is asked so often that it may be taken for slow from then on. */
  private static final class Heir extends Own {
    private static final long serialVersionUID = 1L;

    Heir(String message, Supplier<Throwable> cause) {
      super(message, cause);
    }
  }

  @Test
  void shouldPrintCausesThatNeverEnd() {
    List<Own> all = new ArrayList<>();
    Supplier<Throwable> next =
        new Supplier<>() {
          @Override
          public Throwable get() {
            Own own = new Heir("own", this);
            all.add(own);
            return own;
          }
        };

    assertThat(printed(new Heir("first", next)).lines().count()).isLessThan(10_000);
  }

  @Test
  void shouldTellTheMessageAndTheCause() {
    Own own =
        new Own(
            null,
            () -> {
              throw new IllegalStateException();
            }) {};

    assertThat(UserText.message(own)).isNull();
    assertThat(UserText.cause(own)).isNull();
    RuntimeException cause = new RuntimeException("why");
    assertThat(UserText.cause(new Own("own", () -> cause) {})).isSameAs(cause);
    assertThat(UserText.message(new RuntimeException("x".repeat(1_000_000))))
        .hasSize(Describer.MAX_MESSAGE_LENGTH + 1);
  }

  @Test
  void shouldEndASentence() {
    assertThat(UserText.sentence("Too many open files")).isEqualTo("Too many open files.");
    assertThat(UserText.sentence("Why?\nIt was full.")).isEqualTo("Why?\nIt was full.");
  }
}
