package dev.headway.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class CostTest {

  private static Cost learned(LongUnaryOperator weight, LongUnaryOperator nanos) {
    Endings endings = new Endings();
    for (int i = 0; i < 100; i++) {
      long w = weight.applyAsLong(i);
      endings.add(List.of(new Observation.Ended(i, w, nanos.applyAsLong(w))));
    }
    return Cost.learned(endings);
  }

  @Test
  void shouldFindProportion() {
    Cost cost = learned(i -> 100 * (i + 1), w -> 1_000_000 * w);

    assertThat(cost.of(200) / cost.of(100)).isCloseTo(2, withPercentage(2));
    assertThat(cost.of(100_000)).isCloseTo(100, withPercentage(2));
  }

  @Test
  void shouldFindWhatEachTaskTakesWhateverItWeighs() {
    Cost cost = learned(i -> 100 * (i + 1), w -> 2_000_000_000L + 1_000_000 * w);

    assertThat(cost.of(0)).isCloseTo(2, withPercentage(5));
    assertThat(cost.of(10_000)).isCloseTo(12, withPercentage(5));
  }

  @Test
  void shouldFindThatTheWeightDoesNotMatter() {
    Cost cost = learned(i -> 1 + 999 * (i % 2), w -> 3_000_000_000L);

    assertThat(cost.of(1) / cost.of(1000)).isCloseTo(1, withPercentage(5));
  }

  @Test
  void shouldGoByProportionWhileAllWeighTheSame() {
    Cost cost = learned(i -> 500, w -> 1_000_000_000L);

    assertThat(cost.of(500)).isCloseTo(1, withPercentage(1));
    assertThat(cost.of(5000)).isGreaterThan(8);
  }

  @Test
  void shouldTakeTasksWithoutWeightAsAlike() {
    Cost cost = learned(i -> 0, w -> 1_000_000_000L);

    assertThat(cost.of(0)).isEqualTo(cost.of(1)).isPositive();
  }
}
