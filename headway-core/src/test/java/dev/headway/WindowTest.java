package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WindowTest {

  @Test
  void shouldDeliverInTheOrderOfTheIndices() {
    Window<String> window = new Window<>(true, 4);
    window.publish(1, "b");
    assertThat(window.poll()).isNull();
    window.publish(0, "a");

    assertThat(window.poll()).isEqualTo("a");
    assertThat(window.poll()).isEqualTo("b");
    assertThat(window.poll()).isNull();
  }

  @Test
  void shouldDeliverAsCompletedWithoutOrder() {
    Window<String> window = new Window<>(false, 4);
    window.publish(3, "d");
    window.publish(0, "a");

    assertThat(window.poll()).isEqualTo("d");
    assertThat(window.poll()).isEqualTo("a");
  }

  @Test
  void shouldMakeRoomByDeliveryAlone() {
    Window<String> window = new Window<>(true, 4);
    assertThat(window.room(4, 4)).isZero();
    window.publish(1, "b");
    window.publish(2, "c");
    assertThat(window.room(4, 4)).isZero();
    window.publish(0, "a");
    window.poll();

    assertThat(window.room(4, 4)).isEqualTo(1);
    window.publish(4, "e");
    assertThat(window.poll()).isEqualTo("b");
  }

  @Test
  void shouldWakeTheConsumerForTheOutcomeThatItWaitsFor() throws Exception {
    Window<String> window = new Window<>(true, 4);
    CompletableFuture<String> got = new CompletableFuture<>();
    Thread consumer =
        new Thread(
            () -> {
              try {
                window.await(() -> false, Long.MAX_VALUE);
                got.complete(window.poll());
              } catch (InterruptedException e) {
                got.completeExceptionally(e);
              }
            });
    consumer.start();
    window.publish(1, "b");
    assertThat(got).isNotDone();
    window.publish(0, "a");

    assertThat(got.get(30, TimeUnit.SECONDS)).isEqualTo("a");
  }
}
