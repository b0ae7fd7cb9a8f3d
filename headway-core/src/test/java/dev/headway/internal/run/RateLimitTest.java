package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private static int takeAll(RateLimit limit, long now) {
    int all = 0;
    for (int permits = limit.take(now); permits > 0; permits = limit.take(now)) {
      all += permits;
    }
    return all;
  }

  @Test
  void shouldGiveOneAndThenOneAtATime() {
    RateLimit limit = new RateLimit(2, 0);

    assertThat(takeAll(limit, 0)).isEqualTo(1);
    assertThat(limit.nanosUntilNext(0)).isEqualTo(SECOND / 2);
    assertThat(limit.nanosUntilNext(SECOND / 4)).isEqualTo(SECOND / 4);
    assertThat(takeAll(limit, SECOND / 2 - 1)).isZero();
    assertThat(takeAll(limit, SECOND / 2)).isEqualTo(1);
  }

  @Test
  void shouldKeepNoMoreThanATenthOfASecond() {
    RateLimit limit = new RateLimit(100, 0);

    assertThat(takeAll(limit, 0)).isEqualTo(10);
    assertThat(takeAll(limit, 3600 * SECOND)).as("an hour later").isEqualTo(10);
  }

  @Test
  void shouldAllowNoMoreInAnyTime() {
    for (double perSecond : new double[] {0.3, 1, 7, 250, 12_345}) {
      RateLimit limit = new RateLimit(perSecond, 0);
      double bucket = Math.max(1, Math.max(perSecond / 10, (int) (perSecond / 1000)));
      long taken = 0;
      for (long now = 0; now < 10 * SECOND; now += SECOND / 997) {
        taken += takeAll(limit, now);
        assertThat((double) taken).isLessThanOrEqualTo(bucket + perSecond * now / SECOND + 1e-6);
      }
      assertThat((double) taken).isGreaterThan(10 * perSecond - bucket);
    }
  }

  @Test
  void shouldGiveThoseOfAMillisecondTogether() {
    RateLimit limit = new RateLimit(50_000, 0);
    takeAll(limit, 0);

    assertThat(limit.nanosUntilNext(0)).isEqualTo(SECOND / 1000);
    assertThat(limit.take(SECOND / 1000)).isEqualTo(50);
  }

  @Test
  void shouldTakeBackWhatWasNotUsed() {
    RateLimit limit = new RateLimit(1, 0);
    assertThat(limit.take(0)).isEqualTo(1);
    limit.giveBack(1);
    limit.giveBack(1);

    assertThat(takeAll(limit, 0)).as("no more than the bucket holds").isEqualTo(1);
    limit.giveBack(-1); // Others have read more than this one may start.
    assertThat(limit.nanosUntilNext(0)).isEqualTo(2 * SECOND);
  }

  @Test
  void shouldNotMindTimesThatComeInAnyOrder() {
    RateLimit limit = new RateLimit(1, SECOND);
    takeAll(limit, SECOND);

    assertThat(takeAll(limit, 0)).isZero();
    assertThat(takeAll(limit, 2 * SECOND - 1)).isZero();
    assertThat(takeAll(limit, 2 * SECOND)).isEqualTo(1);
  }
}
