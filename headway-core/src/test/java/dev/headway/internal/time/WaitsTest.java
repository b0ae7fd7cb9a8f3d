package dev.headway.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitsTest {
  private final List<Boolean> waits = new ArrayList<>();

  @AfterEach
  void takeBackTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void shouldWaitOnceAndLeaveNoInterrupt() {
    Waits.uninterrupted(waits::add);

    assertThat(waits).containsExactly(false);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void shouldWaitThoughTheThreadWasInterruptedBefore() {
    Thread.currentThread().interrupt();
    Waits.uninterrupted(
        interrupted -> {
          waits.add(interrupted);
          Thread.sleep(0);
        });

    assertThat(waits).containsExactly(true);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void shouldBeginAnewWhenTheThreadIsInterrupted() {
    Waits.uninterrupted(
        interrupted -> {
          waits.add(interrupted);
          if (waits.size() < 3) {
            throw new InterruptedException();
          }
        });

    assertThat(waits).containsExactly(false, true, true);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void shouldKeepTheInterruptThoughTheWaitFails() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () ->
                Waits.uninterrupted(
                    interrupted -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }
}
