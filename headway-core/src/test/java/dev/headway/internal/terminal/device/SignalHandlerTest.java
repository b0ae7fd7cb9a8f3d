package dev.headway.internal.terminal.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignalHandlerTest {

  @Test
  void shouldHearASignalAndPassItOn() throws Exception {
    CountDownLatch first = new CountDownLatch(2);
    CountDownLatch second = new CountDownLatch(1);
    SignalHandler earlier = SignalHandler.hear("WINCH", first::countDown);
    SignalHandler later = SignalHandler.hear("WINCH", second::countDown);
    assumeThat(earlier).isNotNull();
    assumeThat(later).isNotNull();

    raise();
    assertThat(second.await(60, TimeUnit.SECONDS)).isTrue();
    later.end();
    raise();
    assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
    earlier.end();
  }

  @Test
  void shouldLetASignalDoWhatItWouldHaveDone() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(2);
    SignalHandler earlier = SignalHandler.hear("WINCH", first::countDown);
    SignalHandler around =
        SignalHandler.around(
            "WINCH",
            usual -> {
              usual.run();
              second.countDown();
            });
    assumeThat(earlier).isNotNull();
    assumeThat(around).isNotNull();

    raise();
    assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
    around.end();
    earlier.end();
    // Alone, it does what the system does, which is nothing for this one, and is heard again.
    around =
        SignalHandler.around(
            "WINCH",
            usual -> {
              usual.run();
              second.countDown();
            });
    raise();
    assertThat(second.await(60, TimeUnit.SECONDS)).isTrue();
    around.end();
  }

  @Test
  void shouldLetTwoHandlersHearEachSignalBeforeItsEffect() throws Exception {
    Semaphore first = new Semaphore(0);
    Semaphore second = new Semaphore(0);
    SignalHandler earlier = SignalHandler.around("WINCH", usual -> releaseAfter(usual, first));
    SignalHandler later = SignalHandler.around("WINCH", usual -> releaseAfter(usual, second));
    assumeThat(earlier).isNotNull();
    assumeThat(later).isNotNull();
    try {
      for (int time = 1; time <= 2; time++) {
        raise();
        assertThat(first.tryAcquire(60, TimeUnit.SECONDS))
            .as("the earlier, time %d", time)
            .isTrue();
        assertThat(second.tryAcquire(60, TimeUnit.SECONDS)).as("the later, time %d", time).isTrue();
      }
    } finally {
      later.end();
      earlier.end();
    }
  }

  private static void releaseAfter(Runnable usual, Semaphore semaphore) {
    usual.run();
    semaphore.release();
  }

  @Test
  void shouldDoWithoutASignalThatIsNotThere() {
    assertThat(SignalHandler.hear("NONSENSE", () -> {})).isNull();
  }

  private static void raise() throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    type.getMethod("raise", type)
        .invoke(null, type.getConstructor(String.class).newInstance("WINCH"));
  }
}
