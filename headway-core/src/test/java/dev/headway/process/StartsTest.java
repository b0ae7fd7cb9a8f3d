package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class StartsTest {
  private final Starts starts = new Starts(1, Duration.ofDays(1));
  private final AtomicBoolean wanted = new AtomicBoolean(true);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);

  @Test
  void theEndOfOneStartIsTheTurnOfTheNext() throws Exception {
    starts.begin(() -> true);
    Thread second = second();
    starts.end();
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    second.join();
  }

  @Test
  void aStartThatHangsHoldsUpNobody() throws Exception {
    Starts impatient = new Starts(1, Duration.ofMillis(1));
    impatient.begin(() -> true);
    impatient.begin(() -> true);
  }

  @Test
  void whoIsNoLongerWantedDoesNotWait() throws Exception {
    starts.begin(() -> true);
    Thread second = second();
    wanted.set(false);
    starts.look();
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    second.join();
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    starts.begin(() -> true);
    Thread second = second();
    second.interrupt();
    second.join();
    starts.end();
    starts.begin(() -> true); // The turn of the one who was interrupted is free.
  }

  /** Begins a start on another thread, which looks whether it is wanted before it waits. */
  private Thread second() throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              try {
                starts.begin(
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
