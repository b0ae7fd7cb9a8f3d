package dev.headway.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What docs/scale.md says, in small. Nothing here depends on the speed of the machine. */
class SimulationTest {
  private static Reading reading(int slots, long itemMillis, long items)
      throws InterruptedException {
    Scenario scenario = new Scenario(slots, itemMillis * 1_000_000, items);
    return new Simulation(scenario, SparkCosts.USUAL).run();
  }

  @Test
  void shouldLoseLessThanThreePercentOfTheSlotsTime() throws InterruptedException {
    for (long millis : new long[] {10, 100, 300, 600, 1_000}) {
      assertThat(reading(4, millis, 120_000 / millis).utilization())
          .as("items of " + millis + " ms")
          .isBetween(0.97, 1.0);
    }
    assertThat(reading(100, 10, 200_000).utilization()).isBetween(0.97, 1.0);
  }

  @Test
  void shouldNotOverloadTheDriverWithMoreSlots() throws InterruptedException {
    Reading reading = reading(1_000, 100, 200_000);

    assertThat(reading.launcherLoad()).isLessThan(0.7);
    assertThat(reading.plannerLoad()).isLessThan(0.7);
    assertThat(reading.utilization()).isGreaterThan(0.97);
  }

  @Test
  void shouldShowWhereOneDriverIsNotEnough() throws InterruptedException {
    assertThat(reading(1_000, 1, 1_000_000).utilization()).isLessThan(0.5);
  }
}
