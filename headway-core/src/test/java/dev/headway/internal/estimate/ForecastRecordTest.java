package dev.headway.internal.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastRecordTest {
  private static final double[] PRIOR = {0.25, 0.25, 0.25, 0.25};

  private final ForecastRecord forecastRecord = new ForecastRecord(4, 2);

  /** A forecast of so many seconds, a tenth wide on each side. */
  private static RestCurve seconds(double seconds) {
    double[][] rounds = new double[RestCurve.PARTS][11];
    for (int part = 0; part < RestCurve.PARTS; part++) {
      for (int i = 0; i < 11; i++) {
        rounds[part][i] = seconds * (part + 1) / RestCurve.PARTS * (1 + (i - 5) / 40.0);
      }
    }
    return RestCurve.ofRounds(rounds, 1);
  }

  /** The same experts say something at each tenth of a run of 100 s, and are judged at its half. */
  private void watch(double... factors) {
    for (int at = 10; at <= 50; at += 10) {
      int now = at;
      List<RestCurve> experts =
          Arrays.stream(factors).mapToObj(factor -> seconds(factor * (100 - now))).toList();
      forecastRecord.judge(at, at, PRIOR);
      forecastRecord.add(at, at, 100, experts, RestCurve.blend(experts, forecastRecord.weights()));
    }
    forecastRecord.judge(60, 60, PRIOR);
  }

  @Test
  void shouldBelieveThePriorAtFirst() {
    forecastRecord.judge(1, 1, new double[] {0.7, 0.1, 0.1, 0.1});

    assertThat(forecastRecord.weights())
        .containsExactly(new double[] {0.7, 0.1, 0.1, 0.1}, offset(1e-9));
    assertThat(forecastRecord.widening()).isBetween(1.0, 1.5);
  }

  @Test
  void shouldBelieveTheOneThatWasRight() {
    watch(1.6, 1, 0.6, 1.6);

    assertThat(forecastRecord.weights()[1]).isGreaterThan(0.8);
  }

  @Test
  void shouldNotBelieveWhatThePriorExcludes() {
    forecastRecord.judge(1, 1, new double[] {1, 0, 0, 0});

    assertThat(forecastRecord.weights()).containsExactly(1, 0, 0, 0);
  }

  @Test
  void shouldWidenRangesThatDidNotHold() {
    watch(1.5, 1.5, 1.5, 1.5);

    assertThat(forecastRecord.widening()).isGreaterThan(2);
  }

  @Test
  void shouldNarrowRangesThatAlwaysHeldByFar() {
    watch(1, 1, 1, 1);

    assertThat(forecastRecord.widening()).isLessThan(0.7);
  }

  @Test
  void shouldRememberThatMuchAndNoMore() {
    for (int i = 1; i <= 10_000; i++) {
      RestCurve curve = seconds(10_001 - i);
      List<RestCurve> experts = List.of(curve, curve, curve, curve);
      forecastRecord.judge(i, i, PRIOR);
      forecastRecord.add(i, i, 10_001, experts, curve);
    }

    assertThat(forecastRecord.size()).isBetween(20, 48);
  }
}
