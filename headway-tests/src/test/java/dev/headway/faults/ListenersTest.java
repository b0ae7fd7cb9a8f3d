package dev.headway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Display;
import dev.headway.Pool;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import dev.headway.work.Outcome;
import dev.headway.work.TaskFunction;
import dev.headway.work.Threads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listeners that throw: one warning each, and the work goes on. */
class ListenersTest {
  private static final List<Integer> THOUSAND = IntStream.range(0, 1000).boxed().toList();

  private final Logger logger = Logger.getLogger("dev.headway");
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          warnings.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void shouldWarnOnceOfAListenerThatThrowsHoweverManyEventsAndJobs() {
    AtomicInteger calls = new AtomicInteger();
    List<Object> others = new CopyOnWriteArrayList<>();
    try (Pool pool =
        Pool.on(Threads.of(2))
            .quiet()
            .withListener(
                event -> {
                  calls.incrementAndGet();
                  throw new IllegalStateException("a listener's");
                })
            .withListener(others::add)) {
      assertThat(pool.map(THOUSAND, x -> x).toList()).hasSize(1000);
      assertThat(pool.map(THOUSAND, x -> x).toList()).hasSize(1000);
    }
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("A progress listener failed on JobStarted")
        .endsWith(" and is called no more: java.lang.IllegalStateException: a listener's");
    assertThat(calls).hasValue(1);
    assertThat(others).as("the other one hears all").hasSize(2 * 2002);
  }

  @Test
  void shouldWarnOnceOfAViewThatCannotHearTroubles() {
    AtomicInteger calls = new AtomicInteger();
    View deaf =
        new Troubled(
            event -> {
              calls.incrementAndGet();
              throw new AssertionError("a view's");
            });
    assertThat(failures(Display.manual(() -> 0, deaf))).isEqualTo(1000);
    assertThat(calls).hasValue(1);
    assertThat(warnings)
        .containsExactly(
            "A progress view failed and is shown no more: "
                + Troubled.class.getName()
                + ": java.lang.AssertionError: a view's");
  }

  @Test
  void shouldWarnOnceOfAViewThatDoesNotSayWhoHearsTroubles() {
    assertThat(failures(Display.manual(() -> 0, new Troubled(null)))).isEqualTo(1000);
    assertThat(warnings)
        .containsExactly(
            "A progress view failed and is shown no more: "
                + Troubled.class.getName()
                + ": java.lang.IllegalStateException: a view's");
  }

  private static long failures(Display display) {
    TaskFunction<Integer, Integer> failing =
        x -> {
          throw new IllegalArgumentException("a task's");
        };
    long failed = 0;
    try (Pool pool = Pool.on(Threads.of(2)).on(display)) {
      for (Outcome<Integer, Integer> one : pool.map(THOUSAND, failing).outcomes()) {
        failed += one instanceof Outcome.Failure ? 1 : 0;
      }
    }
    return failed;
  }

  private record Troubled(ProgressListener listener) implements View {
    @Override
    public void show(Snapshot snapshot) {}

    @Override
    public ProgressListener failureListener(long id) {
      if (listener == null) {
        throw new IllegalStateException("a view's");
      }
      return listener;
    }
  }
}
