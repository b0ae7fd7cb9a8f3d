package dev.headway.progress;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AreaEstimatorTest {
  private final AreaEstimator estimator = new AreaEstimator();

  private static Observation.Running running(long seconds) {
    return new Observation.Running(SECONDS.toNanos(seconds), 1);
  }

  private Forecast forecast(
      long elapsed, long done, long total, long busy, int workers, Observation.Running... now) {
    double mean = done == 0 ? 0 : (double) busy / done;
    Observation observation =
        new Observation(
            SECONDS.toNanos(elapsed),
            done,
            done,
            total,
            SECONDS.toNanos(busy),
            done * mean * mean,
            workers,
            List.of(now));
    return Objects.requireNonNull(estimator.observe(observation).forecast());
  }

  @Test
  void shouldSayNothingBeforeThereIsEvidence() {
    Observation start =
        new Observation(SECONDS.toNanos(5), 0, 0, 10L, 0, 0, 2, List.of(running(5)));

    assertThat(estimator.observe(start)).isEqualTo(new Estimate(null, null));
  }

  @Test
  void shouldSpreadTheRestOverTheWorkers() {
    // 4 of 20 done at 10 s each on 4 workers; 4 just began, 12 wait: 4 rounds of 10 s.
    Forecast rest = forecast(10, 4, 20, 40, 4, running(0), running(0), running(0), running(0));

    assertThat(rest.likelyNanos()).isCloseTo(SECONDS.toNanos(40), withPercentage(1));
    assertThat(rest.lowNanos()).isLessThan(rest.likelyNanos());
    assertThat(rest.highNanos()).isGreaterThan(rest.likelyNanos());
  }

  @Test
  void shouldCountTheAgeOfWhatRuns() {
    Forecast young = forecast(10, 4, 8, 40, 4, running(0), running(0), running(0), running(0));
    Forecast old = forecast(15, 4, 8, 40, 4, running(5), running(5), running(5), running(5));

    assertThat(old.likelyNanos()).isLessThan(young.likelyNanos());
  }

  @Test
  void shouldGrowWithAStragglerAndNeverBeZero() {
    Forecast soon = forecast(20, 9, 10, 90, 4, running(11));
    Forecast later = forecast(100, 9, 10, 90, 4, running(91));

    assertThat(soon.likelyNanos()).isPositive();
    assertThat(later.likelyNanos()).isGreaterThan(soon.likelyNanos());
    assertThat(later.likelyNanos()).isCloseTo((long) (0.47 * 91e9), withPercentage(1));
  }

  @Test
  void shouldPredictByRateWhatIsAdvancedByHand() {
    Forecast rest = forecast(10, 50, 100, 0, 0);

    assertThat(rest.likelyNanos()).isCloseTo(SECONDS.toNanos(10), withPercentage(5));
  }

  @Test
  void shouldWidenTheRangeWhenNothingMoves() {
    for (int second = 1; second <= 10; second++) {
      forecast(second, 5L * second, 100, 0, 0);
    }
    Forecast moving = forecast(10, 50, 100, 0, 0);
    Forecast stalled = forecast(25, 50, 100, 0, 0);

    assertThat(stalled.highNanos() - stalled.lowNanos())
        .isGreaterThan(2 * (moving.highNanos() - moving.lowNanos()));
  }
}
