package dev.headway.internal.terminal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemainingTimeFormatTest {
  private static String atMost(double seconds) {
    return RemainingTimeFormat.atMost((long) (seconds * 1e9));
  }

  private static String atLeast(double seconds) {
    return RemainingTimeFormat.atLeast((long) (seconds * 1e9));
  }

  @Test
  void shouldNeverBeZero() {
    assertThat(RemainingTimeFormat.atMost(0)).isEqualTo("1s");
    assertThat(RemainingTimeFormat.atLeast(0)).isEqualTo("1s");
    assertThat(RemainingTimeFormat.atMost(1)).isEqualTo("1s");
  }

  @Test
  void shouldBeCoarserTheFartherAwayTheEndIs() {
    assertThat(atMost(7.2)).isEqualTo("8s");
    assertThat(atMost(41)).isEqualTo("45s");
    assertThat(atMost(61)).isEqualTo("1m30s");
    assertThat(atMost(3 * 60 + 1)).isEqualTo("4m");
    assertThat(atMost(21 * 60)).isEqualTo("25m");
    assertThat(atMost(3600)).isEqualTo("1h");
    assertThat(atMost(4 * 3600 + 1)).isEqualTo("4h30m");
    assertThat(atMost(11 * 3600 + 1)).isEqualTo("12h");
    assertThat(atMost(49 * 3600)).isEqualTo("3d");
  }

  @Test
  void shouldRoundTheLowEndDown() {
    assertThat(atLeast(44)).isEqualTo("40s");
    assertThat(atLeast(119)).isEqualTo("1m30s");
    assertThat(atLeast(24 * 60)).isEqualTo("20m");
  }

  @Test
  void shouldStayShortHoweverFarAwayTheEndIs() {
    assertThat(RemainingTimeFormat.atMost(Long.MAX_VALUE)).isEqualTo(">999d");
    assertThat(RemainingTimeFormat.atLeast(Long.MAX_VALUE)).isEqualTo(">999d");
  }
}
