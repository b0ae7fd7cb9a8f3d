package dev.headway.internal.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowTaskThresholdTest {
  private static final long SECOND = 1_000_000_000L;

  /** Tasks of so many seconds each. */
  private static SlowTaskThreshold after(double... seconds) {
    double sum = 0;
    double squares = 0;
    for (double each : seconds) {
      sum += each;
      squares += each * each;
    }
    return SlowTaskThreshold.of(seconds.length, (long) (sum * SECOND), squares, seconds.length);
  }

  @Test
  void shouldCallNothingSlowBeforeThereIsEvidence() {
    assertThat(after(1, 1, 1, 1).isSlow(3600 * SECOND, 1)).isFalse();
  }

  @Test
  void shouldCallSlowWhatTakesTwiceAsLongWhereAllAreAlike() {
    SlowTaskThreshold slowTaskThreshold = after(4, 4, 4, 4, 4);
    assertThat(slowTaskThreshold.isSlow(8 * SECOND, 1)).isFalse();
    assertThat(slowTaskThreshold.isSlow(8 * SECOND + 1, 1)).isTrue();
  }

  @Test
  void shouldWaitForSixDeviationsWhereTheyDiffer() {
    SlowTaskThreshold slowTaskThreshold = after(1, 9, 1, 9, 1, 9); // Mean 5, deviation 4.
    assertThat(slowTaskThreshold.isSlow(28 * SECOND, 1)).isFalse();
    assertThat(slowTaskThreshold.isSlow(30 * SECOND, 1)).isTrue();
  }

  @Test
  void shouldNotCallATaskOfThreeSecondsSlow() {
    SlowTaskThreshold slowTaskThreshold = after(0.01, 0.01, 0.01, 0.01, 0.01);
    assertThat(slowTaskThreshold.isSlow(3 * SECOND, 1)).isFalse();
    assertThat(slowTaskThreshold.isSlow(3 * SECOND + 1, 1)).isTrue();
  }

  @Test
  void shouldGiveMoreTimeToWhatWeighsMore() {
    SlowTaskThreshold slowTaskThreshold =
        SlowTaskThreshold.of(5, 20 * SECOND, 80, 50); // 4 s for a weight of 10.
    assertThat(slowTaskThreshold.isSlow(30 * SECOND, 40)).isFalse();
    assertThat(slowTaskThreshold.isSlow(33 * SECOND, 40)).isTrue();
    assertThat(slowTaskThreshold.isSlow(9 * SECOND, 1)).isTrue();
  }
}
