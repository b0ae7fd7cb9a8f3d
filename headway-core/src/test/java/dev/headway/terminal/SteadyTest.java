package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.progress.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SteadyTest {
  private final Steady steady = new Steady();

  private @Nullable Double rate(long millis, long settled, double rate) {
    Row row =
        new Row(
            1,
            0,
            "x",
            Unit.ITEMS,
            100L,
            new Counts(settled, 0, 0, 0, 0, 0),
            1,
            0,
            settled / 100.0,
            millis * 1_000_000,
            rate,
            null,
            Row.State.RUNNING,
            "",
            null);
    return steady.of(List.of(row)).get(0).rate();
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
}
