package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExecutorSlotsTest {
  private static final WorkerKind KIND = new WorkerKind(true, 0, 500);

  private final ExecutorSlots slots = new ExecutorSlots();

  @Test
  void shouldGiveASlotToItsLastUser() {
    ExecutorSlot first = slots.take(KIND, 2, 1);
    ExecutorSlot second = slots.take(KIND, 2, 2);
    slots.giveBack(KIND, first);
    slots.giveBack(KIND, second);

    assertThat(slots.take(KIND, 2, 1)).isSameAs(first);
    slots.giveUp(first);
    assertThat(slots.take(KIND, 2, 1)).as("an idle one").isSameAs(second);
    slots.close();
  }

  @Test
  void shouldNotKeepASlotThatComesBackAfterTheEnd() {
    ExecutorSlot slot = slots.take(KIND, 1, 1);
    slots.close();
    slots.giveBack(KIND, slot);

    assertThat(slots.take(KIND, 1, 1)).isNotSameAs(slot);
  }
}
