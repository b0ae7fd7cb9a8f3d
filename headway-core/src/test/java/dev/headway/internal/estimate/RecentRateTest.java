package dev.headway.internal.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class RecentRateTest {
  private static final long SECOND = 1_000_000_000L;

  private final RecentRate recent = new RecentRate();

  @Test
  void shouldKnowNothingBeforeAnythingEnded() {
    assertThat(recent.observe(SECOND, 0)).isNull();
  }

  @Test
  void shouldForgetWhatIsLongerAgoThanFifteenSeconds() {
    for (int tenth = 1; tenth <= 300; tenth++) {
      recent.observe(tenth * SECOND / 10, tenth * 100L);
    }
    Double rate = null;
    for (int tenth = 301; tenth <= 500; tenth++) {
      rate = recent.observe(tenth * SECOND / 10, 30_000 + (tenth - 300) * 10L);
    }
    assertThat(rate).isCloseTo(100.0, Percentage.withPercentage(5));
  }

  @Test
  void shouldRememberSlowTasksForLonger() {
    for (int second = 1; second <= 2000; second++) {
      Double rate = recent.observe(second * SECOND, second / 50);
      if (second >= 500) {
        assertThat(rate).as("after %d s", second).isCloseTo(0.02, within(0.003));
      } else if (second >= 50) {
        assertThat(rate).as("after %d s", second).isPositive();
      }
    }
  }

  @Test
  void shouldFallWhileNothingEnds() {
    for (int second = 1; second <= 30; second++) {
      recent.observe(second * SECOND, second * 1000L);
    }
    double before = recent.observe(31 * SECOND, 30_000);
    double later = recent.observe(60 * SECOND, 30_000);

    assertThat(later).isLessThan(before / 2).isPositive();
  }

  @Test
  void shouldNotFallBelowZeroWhenStepsAreTakenBack() {
    recent.observe(SECOND, 100);
    recent.observe(2 * SECOND, 200);
    recent.observe(30 * SECOND, 300);

    assertThat(recent.observe(31 * SECOND, 40)).isNotNegative();
  }
}
