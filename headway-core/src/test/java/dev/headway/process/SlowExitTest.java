package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A JVM takes its time to exit: its hooks run, perhaps on a busy machine. */
@Tag("faults")
class SlowExitTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  static Object exitAfterAHook(String millis) {
    long pause = Long.parseLong(millis);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> pause(pause)));
    System.exit(7);
    return "never";
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      // It ends now.
    }
  }

  @Test
  void shouldTellTheStatusOfAWorkerWhoseHooksTakeLongerThanItsGrace() throws Exception {
    TestBatch<String, Object> batch =
        bench.perform(TestBatch.<String, Object>of(SlowExitTest::exitAfterAHook, "1500"));

    assertThat(batch.error(0))
        .hasMessageContaining("exited with status 7 (the task called System.exit) while it ran");
  }
}
