package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchSizerTest {
  private final BatchSizer sizer = new BatchSizer(Duration.ofNanos(10_000));

  private void perform(int batches, long nanosPerTask) {
    for (int i = 0; i < batches; i++) {
      sizer.performed(sizer.get(), sizer.get() * nanosPerTask, 0);
    }
  }

  @Test
  void shouldTakeOneAtFirst() {
    assertThat(sizer.get()).isEqualTo(1);
  }

  @Test
  void shouldTakeOneLongTask() {
    perform(20, TimeUnit.MILLISECONDS.toNanos(10));

    assertThat(sizer.get()).isEqualTo(1);
  }

  @Test
  void shouldTakeManyTinyTasksButNotWithoutBound() {
    perform(30, 50);

    assertThat(sizer.get()).isEqualTo(BatchSizer.MAX_SIZE);
  }

  @Test
  void shouldAtMostDoubleAtOnce() {
    perform(1, 50);

    assertThat(sizer.get()).isEqualTo(2);
  }

  @Test
  void shouldTakeMoreIfTheDispatchCostsMore() {
    BatchSizer costly = new BatchSizer(Duration.ofNanos(100_000));
    for (int i = 0; i < 20; i++) {
      costly.performed(costly.get(), costly.get() * 400_000L, 0);
    }
    perform(20, 400_000);

    assertThat(costly.get()).isEqualTo(8);
    assertThat(sizer.get()).isEqualTo(1);
  }

  @Test
  void shouldBoundTheBytesOfABatch() {
    for (int i = 0; i < 20; i++) {
      sizer.performed(sizer.get(), sizer.get() * 50L, sizer.get() * 10_000L);
    }

    assertThat(sizer.get()).isEqualTo(104);
  }

  @Test
  void shouldKnowTheSmallestBatchWorthItsDispatch() {
    perform(20, TimeUnit.MICROSECONDS.toNanos(1));
    assertThat(sizer.minSize()).isEqualTo(10);

    perform(20, TimeUnit.MILLISECONDS.toNanos(1));
    assertThat(sizer.minSize()).isEqualTo(1);
  }

  @Test
  void shouldTakeMoreShortTasksAhead() {
    perform(20, TimeUnit.SECONDS.toNanos(1));
    assertThat(sizer.inputsAhead()).isEqualTo(3);

    perform(60, TimeUnit.MICROSECONDS.toNanos(400));
    assertThat(sizer.inputsAhead()).isBetween(9, 10);

    for (int i = 0; i < 20; i++) {
      sizer.performed(1, TimeUnit.MICROSECONDS.toNanos(400), 2 << 20);
    }
    assertThat(sizer.inputsAhead()).isEqualTo(3);
  }

  @Test
  void shouldShrinkAtTheFirstLongTask() {
    perform(30, 50);
    perform(1, TimeUnit.MILLISECONDS.toNanos(1));

    assertThat(sizer.get()).isEqualTo(1);
  }
}
