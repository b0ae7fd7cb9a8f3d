package dev.headway.internal.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class RefreshLoopTest {

  @Test
  void shouldGoOnAfterAFault() throws Exception {
    CountDownLatch ticks = new CountDownLatch(3);
    RefreshLoop loop =
        new RefreshLoop(
            () -> {
              ticks.countDown();
              if (ticks.getCount() == 2) {
                throw new IllegalStateException("cannot be drawn");
              }
            },
            () -> ticks.getCount() == 0,
            () -> {},
            0);

    loop.start();

    assertThat(ticks.await(60, TimeUnit.SECONDS)).isTrue();
  }

  /** A terminal that takes nothing costs a second in all, however many progresses end. */
  @Test
  void shouldWaitOnceForAViewThatDoesNotReturn() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    RefreshLoop loop =
        new RefreshLoop(
            () -> {
              begun.countDown();
              awaitUninterrupted(held);
            },
            () -> held.getCount() == 0,
            () -> {},
            0);
    loop.start();
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    AtomicInteger looks = new AtomicInteger();
    BooleanSupplier never =
        () -> {
          looks.incrementAndGet();
          return false;
        };
    loop.awaitLastFrame(never);
    int first = looks.getAndSet(0);
    loop.awaitLastFrame(never);
    held.countDown();

    assertThat(first).isGreaterThan(50);
    assertThat(looks.get()).isLessThan(5);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
