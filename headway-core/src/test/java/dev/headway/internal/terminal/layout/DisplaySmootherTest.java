package dev.headway.internal.terminal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.TestRows;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DisplaySmootherTest {
  private final DisplaySmoother displaySmoother = new DisplaySmoother();

  private @Nullable Double rate(long millis, long settled, double rate) {
    Row row = TestRows.ofHundred(settled, millis * 1_000_000, rate, null);
    return displaySmoother.of(List.of(row)).get(0).rate();
  }

  @Test
  void shouldHoldTheRateOfFastWorkForASecond() {
    assertThat(rate(1000, 50, 50)).isEqualTo(50);
    assertThat(rate(1500, 80, 53)).isEqualTo(50);
    assertThat(rate(2000, 99, 49)).isEqualTo(49);
  }

  @Test
  void shouldFollowEachCompletionOfSlowWork() {
    assertThat(rate(3000, 1, 0.33)).isEqualTo(0.33);
    assertThat(rate(3100, 1, 0.32)).isEqualTo(0.33);
    assertThat(rate(3200, 2, 0.63)).isEqualTo(0.63);
  }

  private Forecast rest(long millis, long settled, long low, long likely, long high) {
    long second = 1_000_000_000L;
    Forecast fresh = new Forecast(low * second, likely * second, high * second);
    Row row = TestRows.ofHundred(settled, millis * 1_000_000, 1.0, fresh);
    Forecast smoothed = Objects.requireNonNull(displaySmoother.of(List.of(row)).get(0).forecast());
    return new Forecast(
        smoothed.lowNanos() / second,
        smoothed.likelyNanos() / second,
        smoothed.highNanos() / second);
  }

  @Test
  void shouldChangeTheRestOnceASecondAtMost() {
    assertThat(rest(1000, 1, 20, 30, 40)).isEqualTo(new Forecast(20, 30, 40));
    assertThat(rest(1500, 2, 10, 20, 30)).isEqualTo(new Forecast(20, 30, 40));
    assertThat(rest(1900, 3, 10, 20, 30)).isEqualTo(new Forecast(20, 30, 40));
    assertThat(rest(2000, 3, 10, 20, 30)).isEqualTo(new Forecast(10, 20, 30));
  }

  @Test
  void shouldPinTheHighEndAndLetTheLowOneFallWhileNothingEnds() {
    assertThat(rest(1000, 5, 20, 30, 40)).isEqualTo(new Forecast(20, 30, 40));
    assertThat(rest(2000, 5, 19, 29, 39)).isEqualTo(new Forecast(19, 29, 40));
    assertThat(rest(3000, 5, 25, 35, 50)).isEqualTo(new Forecast(19, 35, 50));
    assertThat(rest(4000, 6, 15, 20, 25)).isEqualTo(new Forecast(15, 20, 25));
  }

  @Test
  void shouldChangeTheRestAtOnceWhenItIsNoLongerTrue() {
    assertThat(rest(1000, 1, 15, 16, 17)).isEqualTo(new Forecast(15, 16, 17));
    assertThat(rest(1100, 1, 14, 15, 16))
        .as("still in the range")
        .isEqualTo(new Forecast(15, 16, 17));
    assertThat(rest(1200, 2, 3, 4, 5)).as("too soon now").isEqualTo(new Forecast(3, 4, 5));
    assertThat(rest(1300, 3, 10, 12, 14)).as("too late now").isEqualTo(new Forecast(10, 12, 14));
  }

  @Test
  void shouldChangeTheRestAtOnceWhenTheCountHasMoved() {
    assertThat(rest(1000, 10, 20, 30, 40)).isEqualTo(new Forecast(20, 30, 40));
    assertThat(rest(1100, 15, 21, 31, 41))
        .as("five of a hundred")
        .isEqualTo(new Forecast(20, 30, 40));
    assertThat(rest(1200, 16, 21, 31, 41)).isEqualTo(new Forecast(21, 31, 41));
  }
}
