package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchSizerTest {
  private final BatchSizer size = new BatchSizer(Duration.ofNanos(10_000));

  private void perform(int claims, long nanosPerTask) {
    for (int i = 0; i < claims; i++) {
      size.performed(size.get(), size.get() * nanosPerTask, 0);
    }
  }

  @Test
  void shouldTakeOneBeforeItKnows() {
    assertThat(size.get()).isEqualTo(1);
  }

  @Test
  void shouldTakeOneOfWhatTakesLong() {
    perform(20, TimeUnit.MILLISECONDS.toNanos(10));

    assertThat(size.get()).isEqualTo(1);
  }

  @Test
  void shouldTakeManyOfWhatIsTinyButNotWithoutBound() {
    perform(30, 50);

    assertThat(size.get()).isEqualTo(BatchSizer.LARGEST);
  }

  @Test
  void shouldAtMostDoubleAtOnce() {
    perform(1, 50);

    assertThat(size.get()).isEqualTo(2);
  }

  @Test
  void shouldTakeMoreWhereItCostsMoreToHandThemOver() {
    BatchSizer costly = new BatchSizer(Duration.ofNanos(100_000));
    for (int i = 0; i < 20; i++) {
      costly.performed(costly.get(), costly.get() * 400_000L, 0);
    }
    perform(20, 400_000);

    assertThat(costly.get()).isEqualTo(8);
    assertThat(size.get()).isEqualTo(1);
  }

  @Test
  void shouldNotTakeMoreThanIsGoodForTheMemory() {
    for (int i = 0; i < 20; i++) {
      size.performed(size.get(), size.get() * 50L, size.get() * 10_000L);
    }

    assertThat(size.get()).isEqualTo(104);
  }

  @Test
  void shouldKnowHowFewAreWorthAClaim() {
    perform(20, TimeUnit.MICROSECONDS.toNanos(1));
    assertThat(size.least()).isEqualTo(10);

    perform(20, TimeUnit.MILLISECONDS.toNanos(1));
    assertThat(size.least()).isEqualTo(1);
  }

  @Test
  void shouldLetMoreBeTakenAheadOfWhatIsShort() {
    perform(20, TimeUnit.SECONDS.toNanos(1));
    assertThat(size.ahead()).isEqualTo(3);

    perform(60, TimeUnit.MICROSECONDS.toNanos(400));
    assertThat(size.ahead()).isBetween(9, 10);

    for (int i = 0; i < 20; i++) {
      size.performed(1, TimeUnit.MICROSECONDS.toNanos(400), 2 << 20);
    }
    assertThat(size.ahead()).isEqualTo(3);
  }

  @Test
  void shouldShrinkAtTheFirstLongTask() {
    perform(30, 50);
    perform(1, TimeUnit.MILLISECONDS.toNanos(1));

    assertThat(size.get()).isEqualTo(1);
  }
}
