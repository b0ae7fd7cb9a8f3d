package dev.headway.internal.process.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class StartThrottleTest {
  private final StartThrottle throttle = new StartThrottle(1, Duration.ofDays(1));
  private final AtomicBoolean wanted = new AtomicBoolean(true);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);

  @Test
  void theEndOfOneStartIsTheTurnOfTheNext() throws Exception {
    throttle.begin(() -> true);
    Thread second = second();
    throttle.end();
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    second.join();
  }

  @Test
  void aStartThatHangsHoldsUpNobody() throws Exception {
    StartThrottle impatient = new StartThrottle(1, Duration.ofMillis(1));
    impatient.begin(() -> true);
    impatient.begin(() -> true);
  }

  @Test
  void whoIsNoLongerWantedDoesNotWait() throws Exception {
    throttle.begin(() -> true);
    Thread second = second();
    wanted.set(false);
    throttle.check();
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    second.join();
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    throttle.begin(() -> true);
    Thread second = second();
    second.interrupt();
    second.join();
    throttle.end();
    throttle.begin(() -> true); // The turn of the one who was interrupted is free.
  }

  /** Begins a start on another thread, which looks whether it is wanted before it waits. */
  private Thread second() throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              try {
                throttle.begin(
                    () -> {
                      asked.countDown();
                      return wanted.get();
                    });
                begun.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    asked.await();
    return thread;
  }
}
