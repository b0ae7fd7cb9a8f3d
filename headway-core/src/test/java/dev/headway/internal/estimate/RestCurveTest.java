package dev.headway.internal.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class RestCurveTest {
  private static RestCurve of(double... secondsOfParts) {
    double[][] rounds = new double[RestCurve.PARTS][];
    for (int i = 0; i < rounds.length; i++) {
      double middle = secondsOfParts[i];
      rounds[i] = new double[] {middle / 2, middle, middle * 2};
    }
    return RestCurve.ofRounds(rounds, 1);
  }

  @Test
  void shouldSayWhenAPartIsDone() {
    RestCurve curve = of(10, 30, 60, 100);

    assertThat(Math.exp(curve.middle(1))).isEqualTo(100, offset(1e-6));
    assertThat(Math.exp(curve.middle(0.5))).isEqualTo(30, offset(1e-6));
    assertThat(Math.exp(curve.middle(0.625))).isEqualTo(45, offset(1e-6));
    assertThat(Math.exp(curve.middle(0.125))).isEqualTo(5, offset(1e-6));
  }

  @Test
  void shouldHoldTheMiddleFourFifths() {
    TimeRange range = of(1, 2, 3, 4).range(1);

    assertThat(range.likelyNanos()).isBetween(3_999_999_000L, 4_000_001_000L);
    assertThat(range.lowNanos()).isBetween(2_000_000_000L, 2_600_000_000L);
    assertThat(range.highNanos()).isBetween(6_500_000_000L, 8_000_000_000L);
  }

  @Test
  void shouldBeLessSureTheMoreExpertsDiffer() {
    RestCurve one = of(1, 2, 3, 4);
    RestCurve other = of(10, 20, 30, 40);
    RestCurve all = RestCurve.blend(List.of(one, other), new double[] {0.5, 0.5});

    assertThat(Math.exp(all.middle(1))).isEqualTo(Math.sqrt(4.0 * 40), offset(1e-6));
    assertThat(all.above(1)).isGreaterThan(one.above(1));
    assertThat(all.below(1)).isGreaterThan(one.below(1));
  }

  @Test
  void shouldNeverSayThatItMayTakeAHundredTimesAsLong() {
    TimeRange range = of(1, 2, 3, 4).range(1000);

    assertThat(range.highNanos()).isLessThan(100 * range.likelyNanos());
  }
}
