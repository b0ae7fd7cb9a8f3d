package dev.headway.internal.terminal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Forecast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemainingTimeFormatTest {
  private static Forecast range(double low, double likely, double high) {
    return new Forecast((long) (low * 1e9), (long) (likely * 1e9), (long) (high * 1e9));
  }

  private static String atMost(double seconds) {
    return RemainingTimeFormat.atMost((long) (seconds * 1e9));
  }

  @ParameterizedTest
  @CsvSource({
    "25, 30, 40, 25-40s left",
    "4.1, 5.2, 7.9, 4-8s left",
    "44, 60, 88, 40-90s left",
    "61, 100, 150, 1-3m left",
    "45, 100, 170, 45s-3m left",
    "130, 150, 200, 2-4m left",
    "1300, 2000, 3100, 20-55m left",
    "2500, 5000, 7100, 40m-2h left",
    "7300, 9000, 14000, 2-4h left",
    "90000, 150000, 170000, 25-48h left",
    "200000, 300000, 500000, 2-6d left",
  })
  void shouldTellARangeInOneUnitIfItCan(double low, double likely, double high, String text) {
    assertThat(RemainingTimeFormat.left(range(low, likely, high), "-")).isEqualTo(text);
  }

  @Test
  void shouldTellOneNumberIfTheEndsAreClose() {
    assertThat(RemainingTimeFormat.left(range(50, 58, 62), "-")).isEqualTo("~1m left");
    assertThat(RemainingTimeFormat.left(range(12.1, 12.2, 12.9), "-")).isEqualTo("~13s left");
    assertThat(RemainingTimeFormat.left(range(0, 1e-9, 2e-9), "-")).isEqualTo("~1s left");
  }

  @Test
  void shouldTellOneNumberAndALimitIfTheEndsAreFarApart() {
    Forecast wide = range(11, 60, 770);
    assertThat(RemainingTimeFormat.left(wide, "-")).isEqualTo("~1m left");
    assertThat(RemainingTimeFormat.upTo(wide)).isEqualTo("(up to 13m)");
    assertThat(RemainingTimeFormat.upTo(range(25, 30, 40))).isEmpty();
    assertThat(RemainingTimeFormat.upTo(range(0, 4, 4))).isEmpty();
  }

  @Test
  void shouldNeverBeZero() {
    assertThat(atMost(0)).isEqualTo("1s");
    assertThat(atMost(1)).isEqualTo("1s");
  }

  @Test
  void shouldBeCoarserTheFartherAwayTheEndIs() {
    assertThat(atMost(7.2)).isEqualTo("8s");
    assertThat(atMost(41)).isEqualTo("45s");
    assertThat(atMost(56)).isEqualTo("1m");
    assertThat(atMost(81)).isEqualTo("90s");
    assertThat(atMost(91)).isEqualTo("2m");
    assertThat(atMost(3 * 60 + 1)).isEqualTo("4m");
    assertThat(atMost(21 * 60)).isEqualTo("25m");
    assertThat(atMost(3600)).isEqualTo("1h");
    assertThat(atMost(89 * 60)).isEqualTo("90m");
    assertThat(atMost(4 * 3600 + 1)).isEqualTo("5h");
    assertThat(atMost(11 * 3600 + 1)).isEqualTo("12h");
    assertThat(atMost(49 * 3600)).isEqualTo("3d");
  }

  @Test
  void shouldStayShortHoweverFarAwayTheEndIs() {
    assertThat(atMost(1e11)).isEqualTo(">999d");
    Forecast far = new Forecast(1, Long.MAX_VALUE, Long.MAX_VALUE);
    assertThat(RemainingTimeFormat.left(far, "-")).isEqualTo(">999d left");
  }
}
