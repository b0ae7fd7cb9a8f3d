package dev.headway.internal.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.TaskEnd;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndPredictionTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Ten of a hundred tasks have ended, which took a tenth of a second each. */
  private static Forecast forecast(ProgressTracker tracker) {
    tracker.total(100);
    tracker.opened(1, 0, 0);
    for (int task = 0; task < 10; task++) {
      tracker.counters(0).started(task, 1, task * SECOND / 10);
      tracker.counters(0).ended(TaskEnd.SUCCEEDED, (task + 1) * SECOND / 10);
    }
    Row row = tracker.row(SECOND, new NestedRows(), false);
    return Objects.requireNonNull(row.forecast());
  }

  @Test
  void shouldPredictNoEndBeforeTheRateAllowsIt() {
    ProgressTracker limited = ProgressTracker.ofTasks("", 4, null);
    limited.limit(0.5);

    // Ninety are left, and the next of them may start at once.
    assertThat(forecast(limited).lowNanos()).isEqualTo(89 * 2 * SECOND);
    assertThat(forecast(ProgressTracker.ofTasks("", 4, null)).highNanos()).isLessThan(60 * SECOND);
  }
}
