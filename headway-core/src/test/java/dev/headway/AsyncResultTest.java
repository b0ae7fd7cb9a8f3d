package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AsyncResultTest {

  /** Else the run would go on, and keep its pool, though nobody takes its results. */
  @Test
  void shouldCancelTheRunOnAMachineThatHasNoMoreThreads() {
    AtomicInteger cancels = new AtomicInteger();

    assertThatThrownBy(
            () ->
                AsyncResult.of(
                    () -> "all",
                    cancels::incrementAndGet,
                    body -> {
                      throw new OutOfMemoryError("unable to create native thread");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(cancels).hasValue(1);
  }
}
