package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ResultBufferTest {

  @Test
  void shouldDeliverInTheOrderOfTheIndices() {
    ResultBuffer<String> buffer = new ResultBuffer<>(true, 4);
    buffer.publish(1, "b");
    assertThat(buffer.poll()).isNull();
    buffer.publish(0, "a");

    assertThat(buffer.poll()).isEqualTo("a");
    assertThat(buffer.poll()).isEqualTo("b");
    assertThat(buffer.poll()).isNull();
  }

  @Test
  void shouldDeliverAsCompletedWithoutOrder() {
    ResultBuffer<String> buffer = new ResultBuffer<>(false, 4);
    buffer.publish(3, "d");
    buffer.publish(0, "a");

    assertThat(buffer.poll()).isEqualTo("d");
    assertThat(buffer.poll()).isEqualTo("a");
  }

  @Test
  void shouldFreeCapacityByDeliveryAlone() {
    ResultBuffer<String> buffer = new ResultBuffer<>(true, 4);
    assertThat(buffer.remainingCapacity(4, 4)).isZero();
    buffer.publish(1, "b");
    buffer.publish(2, "c");
    assertThat(buffer.remainingCapacity(4, 4)).isZero();
    buffer.publish(0, "a");
    buffer.poll();

    assertThat(buffer.remainingCapacity(4, 4)).isEqualTo(1);
    buffer.publish(4, "e");
    assertThat(buffer.poll()).isEqualTo("b");
  }

  @Test
  void shouldWakeTheConsumerForTheOutcomeThatItWaitsFor() throws Exception {
    ResultBuffer<String> buffer = new ResultBuffer<>(true, 4);
    CompletableFuture<String> got = new CompletableFuture<>();
    Thread consumer =
        new Thread(
            () -> {
              try {
                buffer.await(() -> {}, () -> false, () -> Long.MAX_VALUE);
                got.complete(buffer.poll());
              } catch (InterruptedException e) {
                got.completeExceptionally(e);
              }
            });
    consumer.start();
    buffer.publish(1, "b");
    buffer.signalConsumer();
    assertThat(got).isNotDone();
    buffer.publish(0, "a");
    buffer.signalConsumer();

    assertThat(got.get(60, TimeUnit.SECONDS)).isEqualTo("a");
  }

  @Test
  void shouldDeliverFromAnUnfinishedBatch() {
    ResultBuffer<String> buffer = new ResultBuffer<>(false, 8);
    BatchOutcomes<String> outcomes = Objects.requireNonNull(buffer.batchOutcomes(3));
    outcomes.add("a");
    assertThat(buffer.poll()).isEqualTo("a");
    assertThat(buffer.poll()).isNull();

    buffer.publish(7, "single");
    outcomes.add("b");
    assertThat(List.of(got(buffer), got(buffer))).containsExactlyInAnyOrder("b", "single");

    outcomes.add("c");
    outcomes.close();
    assertThat(buffer.poll()).isEqualTo("c");
    assertThat(buffer.poll()).isNull();
    assertThat(buffer.delivered()).isEqualTo(4);
  }

  @Test
  void shouldNotSeeABatchBeforeItsFirstOutcome() {
    ResultBuffer<String> buffer = new ResultBuffer<>(false, 8);
    Objects.requireNonNull(buffer.batchOutcomes(2)).close();
    buffer.publish(0, "a");

    assertThat(buffer.poll()).isEqualTo("a");
    assertThat(buffer.poll()).isNull();
  }

  private static String got(ResultBuffer<String> buffer) {
    return Objects.requireNonNull(buffer.poll());
  }
}
