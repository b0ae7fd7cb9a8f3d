package dev.headway.internal.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.headway.internal.estimate.data.DurationSample;
import dev.headway.internal.estimate.data.Observation;
import dev.headway.internal.estimate.schedule.CostModel;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class CostModelTest {

  private static CostModel learned(LongUnaryOperator weight, LongUnaryOperator nanos) {
    DurationSample durationSample = new DurationSample();
    for (int i = 0; i < 100; i++) {
      long w = weight.applyAsLong(i);
      durationSample.add(List.of(new Observation.Ended(i, w, nanos.applyAsLong(w))));
    }
    return CostModel.learned(durationSample);
  }

  @Test
  void shouldFindProportion() {
    CostModel costModel = learned(i -> 100 * (i + 1), w -> 1_000_000 * w);

    assertThat(costModel.of(200) / costModel.of(100)).isCloseTo(2, withPercentage(2));
    assertThat(costModel.of(100_000)).isCloseTo(100, withPercentage(2));
  }

  @Test
  void shouldFindWhatEachTaskTakesWhateverItWeighs() {
    CostModel costModel = learned(i -> 100 * (i + 1), w -> 2_000_000_000L + 1_000_000 * w);

    assertThat(costModel.of(0)).isCloseTo(2, withPercentage(5));
    assertThat(costModel.of(10_000)).isCloseTo(12, withPercentage(5));
  }

  @Test
  void shouldFindThatTheWeightDoesNotMatter() {
    CostModel costModel = learned(i -> 1 + 999 * (i % 2), w -> 3_000_000_000L);

    assertThat(costModel.of(1) / costModel.of(1000)).isCloseTo(1, withPercentage(5));
  }

  @Test
  void shouldGoByProportionWhileAllWeighTheSame() {
    CostModel costModel = learned(i -> 500, w -> 1_000_000_000L);

    assertThat(costModel.of(500)).isCloseTo(1, withPercentage(1));
    assertThat(costModel.of(5000)).isGreaterThan(8);
  }

  @Test
  void shouldTakeTasksWithoutWeightAsAlike() {
    CostModel costModel = learned(i -> 0, w -> 1_000_000_000L);

    assertThat(costModel.of(0)).isEqualTo(costModel.of(1)).isPositive();
  }
}
