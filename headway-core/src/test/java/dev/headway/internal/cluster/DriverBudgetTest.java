package dev.headway.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DriverBudgetTest {
  @Test
  void shouldGiveOneDriverTheSameLoadWithMoreSlots() {
    for (int slots : new int[] {300, 1_000, 10_000}) {
      DriverBudget budget = new DriverBudget(slots);
      double batchSeconds = 32e-9 * budget.dispatchCost().toNanos();

      assertThat(slots / batchSeconds).as("batches a second").isBetween(390.0, 410.0);
      assertThat(slots / (1e-9 * budget.messageNanos()))
          .as("messages a second")
          .isBetween(1_999.0, 2_001.0);
      assertThat(budget.queuedBatches()).isEqualTo(slots);
    }
  }

  @Test
  void shouldMakeNoSmallerBatchesForFewSlots() {
    assertThat(new DriverBudget(1).dispatchCost())
        .isEqualTo(new DriverBudget(100).dispatchCost())
        .isEqualTo(Duration.ofMillis(20));
    assertThat(new DriverBudget(1).messageNanos()).isEqualTo(5_000_000);
  }
}
