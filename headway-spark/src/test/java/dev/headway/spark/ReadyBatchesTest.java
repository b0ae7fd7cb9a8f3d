package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadyBatchesTest {
  private final AtomicInteger limit = new AtomicInteger(3);
  private final ReadyBatches<String> ready = new ReadyBatches<>(limit::get);

  @Test
  void shouldGiveSparkNoMoreThanItMayHave() throws InterruptedException {
    ready.add("a");
    ready.add("b");
    ready.add("c");
    ready.add("d");

    assertThat(ready.take(2)).containsExactly("a", "b");
    assertThat(ready.take(9)).containsExactly("c");
    CompletableFuture<String> next = CompletableFuture.supplyAsync(this::one);
    assertThat(next).isNotDone();
    ready.leftSpark();

    assertThat(next.join()).isEqualTo("d");
  }

  @Test
  void shouldNoticeThatThereIsRoomForMore() throws InterruptedException {
    limit.set(0);
    ready.add("a");
    CompletableFuture<String> next = CompletableFuture.supplyAsync(this::one);
    limit.set(1); // As executors join, which say nothing here.

    assertThat(next.join()).isEqualTo("a");
  }

  @Test
  void shouldTakeBackWhatWaits() throws InterruptedException {
    ready.add("a");
    ready.add("b");

    assertThat(ready.remove("a")).isTrue();
    assertThat(ready.take(9)).containsExactly("b");
    assertThat(ready.remove("b")).as("on its way").isFalse();
  }

  private String one() {
    try {
      return ready.take(1).get(0);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
