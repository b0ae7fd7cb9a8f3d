package dev.headway.internal.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
}
