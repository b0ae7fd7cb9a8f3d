package dev.headway.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final AtomicLong now = new AtomicLong(-5);

  /** Wakes too early now and then, as the system may. */
  private final RateLimit limit =
      new RateLimit(1000, now::get, nanos -> now.addAndGet(Math.max(1, nanos * 2 / 3)));

  @Test
  void shouldTakeTheTimeThatTheRateDemands() {
    for (int i = 0; i < 50; i++) {
      limit.passed(limit.most(1 << 20));
    }

    assertThat(now.get() + 5).isBetween(seconds(5) - 200_000_000, seconds(5) + 1_000_000);
  }

  @Test
  void shouldPassATenthOfASecondAtOnceAndOneByteAtLeast() {
    assertThat(limit.most(1 << 20)).isEqualTo(100);
    assertThat(limit.most(7)).isEqualTo(7);
    assertThat(new RateLimit(3, now::get, nanos -> {}).most(100)).isEqualTo(1);
  }

  @Test
  void shouldNotMakeUpForAPause() {
    now.addAndGet(seconds(3600));
    long before = now.get();

    for (int i = 0; i < 20; i++) {
      limit.passed(100);
    }

    assertThat(now.get() - before).isGreaterThanOrEqualTo(seconds(2) - 100_000_000);
  }

  private static long seconds(int count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
