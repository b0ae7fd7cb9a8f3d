package dev.headway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlownessTest {
  private static final long SECOND = 1_000_000_000L;

  /** Tasks of so many seconds each. */
  private static Slowness after(double... seconds) {
    double sum = 0;
    double squares = 0;
    for (double each : seconds) {
      sum += each;
      squares += each * each;
    }
    return Slowness.of(seconds.length, (long) (sum * SECOND), squares, seconds.length);
  }

  @Test
  void shouldCallNothingSlowBeforeThereIsEvidence() {
    assertThat(after(1, 1, 1, 1).isSlow(3600 * SECOND, 1)).isFalse();
  }

  @Test
  void shouldCallSlowWhatTakesTwiceAsLongWhereAllAreAlike() {
    Slowness slowness = after(4, 4, 4, 4, 4);
    assertThat(slowness.isSlow(8 * SECOND, 1)).isFalse();
    assertThat(slowness.isSlow(8 * SECOND + 1, 1)).isTrue();
  }

  @Test
  void shouldWaitForSixDeviationsWhereTheyDiffer() {
    Slowness slowness = after(1, 9, 1, 9, 1, 9); // Mean 5, deviation 4.
    assertThat(slowness.isSlow(28 * SECOND, 1)).isFalse();
    assertThat(slowness.isSlow(30 * SECOND, 1)).isTrue();
  }

  @Test
  void shouldNotCallATaskOfThreeSecondsSlow() {
    Slowness slowness = after(0.01, 0.01, 0.01, 0.01, 0.01);
    assertThat(slowness.isSlow(3 * SECOND, 1)).isFalse();
    assertThat(slowness.isSlow(3 * SECOND + 1, 1)).isTrue();
  }

  @Test
  void shouldGiveMoreTimeToWhatWeighsMore() {
    Slowness slowness = Slowness.of(5, 20 * SECOND, 80, 50); // 4 s for a weight of 10.
    assertThat(slowness.isSlow(30 * SECOND, 40)).isFalse();
    assertThat(slowness.isSlow(33 * SECOND, 40)).isTrue();
    assertThat(slowness.isSlow(9 * SECOND, 1)).isTrue();
  }
}
