package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  @Test
  void shouldHaveNoPauseThatATimeCannotBeAddedTo() {
    RetryPolicy forEver = RetryPolicy.NONE.with(attempt -> ChronoUnit.FOREVER.getDuration());
    RetryPolicy before = RetryPolicy.NONE.with(attempt -> Duration.ofDays(-1));

    assertThat(forEver.pauseNanos(1)).isBetween(1L, Long.MAX_VALUE / 2);
    assertThat(before.pauseNanos(1)).isZero();
  }
}
