package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Counts;
import dev.headway.work.Outcome;
import dev.headway.work.WorkerCrashedException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A function that ends its workers is told from kills that come from outside. */
class CrashLoopDetectorTest {
  private final CrashLoopDetector crashLoop = new CrashLoopDetector();

  private long pid;

  private @Nullable IllegalStateException crash(long index, int status, long succeeded) {
    pid++;
    return taskLost(index, status, succeeded);
  }

  /** Another task that the same worker took with it. */
  private @Nullable IllegalStateException taskLost(long index, int status, long succeeded) {
    WorkerCrashedException error = new WorkerCrashedException("", pid, status, null, List.of());
    return crashLoop.workerCrashed(
        new Outcome.Crashed<>(index, index, error, 1), new Counts(succeeded, 0, 0, 1, 0, 0));
  }

  private int crashesUntilGivenUp(int status, long succeeded) {
    int count = 1;
    while (count < 1000 && crash(count, status, succeeded) == null) {
      count++;
    }
    return count;
  }

  @Test
  void shouldGiveUpSoonWhenNothingHasSucceeded() {
    assertThat(crashesUntilGivenUp(3, 0)).isEqualTo(5);
    assertThat(crash(6, 3, 0)).isNull(); // It is told once.
  }

  @Test
  void shouldGiveUpLaterWhenMuchHasSucceeded() {
    assertThat(crashesUntilGivenUp(3, 1)).isEqualTo(20);
    assertThat(new CrashLoopDetectorTest().crashesUntilGivenUp(3, 500)).isEqualTo(50);
    assertThat(new CrashLoopDetectorTest().crashesUntilGivenUp(3, 1_000_000)).isEqualTo(100);
  }

  @Test
  void shouldCountAnInputOnce() {
    for (int attempt = 0; attempt < 50; attempt++) {
      assertThat(crash(7, 3, 0)).isNull();
    }
  }

  @Test
  void shouldCountACrashOnceHoweverManyTasksItCosts() {
    assertThat(crash(0, 3, 0)).isNull();
    for (int index = 1; index < 50; index++) {
      assertThat(taskLost(index, 3, 0)).isNull();
    }
  }

  @Test
  void shouldBeginAgainAfterAnotherEnd() {
    for (int index = 0; index < 50; index++) {
      assertThat(crash(index, 137, 0)).isNull();
      if (index % 4 == 3) {
        crashLoop.taskEnded();
      }
    }
  }

  @Test
  void shouldNotBlameTheFunctionForKills() {
    for (int index = 0; index < 4; index++) {
      crash(index, index % 2 == 0 ? 137 : 143, 0);
    }
    assertThat(crash(4, 137, 0))
        .hasMessageStartingWith("5 workers died one after the other")
        .hasMessageContaining("all were killed, by the function or from outside");
  }
}
