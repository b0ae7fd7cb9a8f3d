package dev.headway.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitTest {

  @Test
  void shouldShowThreeDigitsOrSo() {
    assertThat(Unit.NANOS.show(0.37251)).isEqualTo("0.373");
    assertThat(Unit.NANOS.show(3.7251)).isEqualTo("3.73");
    assertThat(Unit.NANOS.show(37.251)).isEqualTo("37.3");
    assertThat(Unit.NANOS.show(3725.1)).isEqualTo("3,725");
    assertThat(Unit.NANOS.show(-3.7251)).isEqualTo("-3.73");
  }

  @Test
  void shouldTurnTheTimeOfAnItemIntoAThroughput() {
    // 2 MiB in half a millisecond.
    assertThat(Unit.mebibytesPerSecond(2).show(500_000)).isEqualTo("4,000");
  }
}
