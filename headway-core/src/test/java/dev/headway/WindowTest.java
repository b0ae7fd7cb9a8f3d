package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
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
                window.await(() -> false, () -> Long.MAX_VALUE);
                got.complete(window.poll());
              } catch (InterruptedException e) {
                got.completeExceptionally(e);
              }
            });
    consumer.start();
    window.publish(1, "b");
    window.alert();
    assertThat(got).isNotDone();
    window.publish(0, "a");
    window.alert();

    assertThat(got.get(60, TimeUnit.SECONDS)).isEqualTo("a");
  }

  @Test
  void shouldDeliverFromAChunkWhatItHasSoFar() {
    Window<String> window = new Window<>(false, 8);
    Chunk<String> chunk = Objects.requireNonNull(window.chunk(3));
    chunk.add("a");
    assertThat(window.poll()).isEqualTo("a");
    assertThat(window.poll()).isNull();

    window.publish(7, "single");
    chunk.add("b");
    assertThat(List.of(got(window), got(window))).containsExactlyInAnyOrder("b", "single");

    chunk.add("c");
    chunk.close();
    assertThat(window.poll()).isEqualTo("c");
    assertThat(window.poll()).isNull();
    assertThat(window.delivered()).isEqualTo(4);
  }

  @Test
  void shouldNotKnowAChunkBeforeItsFirstOutcome() {
    Window<String> window = new Window<>(false, 8);
    Objects.requireNonNull(window.chunk(2)).close();
    window.publish(0, "a");

    assertThat(window.poll()).isEqualTo("a");
    assertThat(window.poll()).isNull();
  }

  private static String got(Window<String> window) {
    return Objects.requireNonNull(window.poll());
  }
}
