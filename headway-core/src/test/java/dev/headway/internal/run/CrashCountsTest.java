package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Counts;
import dev.headway.work.Outcome;
import dev.headway.work.WorkerCrashedException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A function that ends its workers is told from kills that come from outside. */
class CrashCountsTest {
  private final CrashCounts crashCounts = new CrashCounts();

  private long dead;

  private @Nullable IllegalStateException death(long index, int status, long succeeded) {
    dead++;
    return lost(index, status, succeeded);
  }

  /** Another task that the same worker took with it. */
  private @Nullable IllegalStateException lost(long index, int status, long succeeded) {
    WorkerCrashedException error = new WorkerCrashedException("", dead, status, null, List.of());
    return crashCounts.another(
        new Outcome.Crashed<>(index, index, error, 1), new Counts(succeeded, 0, 0, 1, 0, 0));
  }

  private int deathsUntilGivenUp(int status, long succeeded) {
    int count = 1;
    while (count < 1000 && death(count, status, succeeded) == null) {
      count++;
    }
    return count;
  }

  @Test
  void shouldGiveUpSoonWhenNothingHasSucceeded() {
    assertThat(deathsUntilGivenUp(3, 0)).isEqualTo(5);
    assertThat(death(6, 3, 0)).isNull(); // It is told once.
  }

  @Test
  void shouldGiveUpLaterWhenMuchHasSucceeded() {
    assertThat(deathsUntilGivenUp(3, 1)).isEqualTo(20);
    assertThat(new CrashCountsTest().deathsUntilGivenUp(3, 500)).isEqualTo(50);
    assertThat(new CrashCountsTest().deathsUntilGivenUp(3, 1_000_000)).isEqualTo(100);
  }

  @Test
  void shouldCountAnInputOnce() {
    for (int attempt = 0; attempt < 50; attempt++) {
      assertThat(death(7, 3, 0)).isNull();
    }
  }

  @Test
  void shouldCountADeathOnceHoweverManyTasksItCosts() {
    assertThat(death(0, 3, 0)).isNull();
    for (int index = 1; index < 50; index++) {
      assertThat(lost(index, 3, 0)).isNull();
    }
  }

  @Test
  void shouldBeginAgainAfterAnotherEnd() {
    for (int index = 0; index < 50; index++) {
      assertThat(death(index, 137, 0)).isNull();
      if (index % 4 == 3) {
        crashCounts.over();
      }
    }
  }

  @Test
  void shouldNotBlameTheFunctionForKills() {
    for (int index = 0; index < 4; index++) {
      death(index, index % 2 == 0 ? 137 : 143, 0);
    }
    assertThat(death(4, 137, 0))
        .hasMessageStartingWith("5 workers died one after the other")
        .hasMessageContaining("all were killed, by the function or from outside");
  }
}
