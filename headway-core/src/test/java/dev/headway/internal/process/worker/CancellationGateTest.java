package dev.headway.internal.process.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Requests are numbered by an int, which a worker that lives for months uses up. */
class CancellationGateTest {
  private final CancellationGate gate = new CancellationGate(Thread.currentThread());

  @Test
  void shouldCancelARequestAndThoseBeforeIt() {
    gate.begin(7);
    assertThat(gate.cancelled()).isFalse();

    gate.cancel(6);
    assertThat(gate.cancelled()).isFalse();

    gate.cancel(7);
    assertThat(gate.cancelled()).isTrue();

    gate.begin(8);
    assertThat(gate.cancelled()).isFalse();
  }

  @Test
  void shouldTakeNoteOfACancelThatComesBeforeItsRequest() {
    gate.cancel(3);

    gate.begin(3);
    assertThat(gate.cancelled()).isTrue();
  }

  @Test
  void shouldGoOnWhenTheNumbersStartAgain() {
    for (int request = Integer.MAX_VALUE - 2; request != Integer.MIN_VALUE + 3; request++) {
      gate.begin(request);
      assertThat(gate.cancelled()).as("request %s", request).isFalse();
    }
    gate.cancel(Integer.MIN_VALUE + 3);

    gate.begin(Integer.MIN_VALUE + 3);
    assertThat(gate.cancelled()).isTrue();
  }

  @Test
  void shouldIgnoreAnOldCancelAfterTheNumbersStartAgain() {
    gate.begin(Integer.MIN_VALUE + 1);

    gate.cancel(Integer.MAX_VALUE);

    assertThat(gate.cancelled()).isFalse();
  }
}
