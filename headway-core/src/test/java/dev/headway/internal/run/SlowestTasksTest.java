package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headway.progress.Summary;
import dev.headway.work.Outcome;
import org.junit.jupiter.api.Test;

class SlowestTasksTest {
  private final SlowestTasks slowestTasks = new SlowestTasks();

  private void ended(long index, int attempt, long nanos) {
    slowestTasks.ended(new Outcome.Success<>(index, "input", "value", attempt), nanos);
  }

  @Test
  void shouldKeepEachTaskOnceByItsLongestAttempt() {
    ended(7, 1, 50);
    ended(7, 2, 90);
    ended(7, 3, 70);
    for (int i = 0; i < 10; i++) {
      ended(i + 10, 1, 10 * i);
    }

    assertThat(slowestTasks.list())
        .extracting(Summary.Slow::index, Summary.Slow::nanos)
        .containsExactly(
            tuple(7L, 90L), tuple(19L, 90L), tuple(18L, 80L), tuple(17L, 70L), tuple(16L, 60L));
  }
}
