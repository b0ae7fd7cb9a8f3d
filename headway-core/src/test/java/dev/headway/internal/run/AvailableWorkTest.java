package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Absent;
import dev.headway.internal.display.LiveDisplay;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a worker without work looks again. */
class AvailableWorkTest {
  private static final int INPUTS = 1000;
  private static final long HEAP_BYTES = 1000;

  private long now;
  private JobConfig<Integer> config =
      JobConfig.of(
          InputSource.of(IntStream.range(0, INPUTS).boxed().toList()),
          LiveDisplay.manual(() -> now),
          List.of());
  private final SourceReader<Integer> reader = new SourceReader<>(config, null);
  private long used;

  private AvailableWork<Integer> work(int window) {
    WindowPolicy windowPolicy =
        new WindowPolicy(
            window,
            new Absent(2),
            (long) INPUTS,
            (long) INPUTS,
            new HeapRoom(() -> used, HEAP_BYTES));
    reader.open();
    return new AvailableWork<>(
        config,
        reader,
        new ResultBuffer<>(true, windowPolicy.maxWindow()),
        new InFlightBatches<>(),
        windowPolicy,
        new EarlyEnd(),
        null);
  }

  /** Returns how many batches there were. */
  private static int takeAll(AvailableWork<Integer> work) throws InterruptedException {
    int batches = 0;
    while (work.take() != null) {
      batches++;
    }
    return batches;
  }

  /** Nobody tells that garbage was collected. */
  @Test
  void shouldLookAgainWhileTheHeapHasNoRoom() throws Exception {
    AvailableWork<Integer> work = work(0);
    used = HEAP_BYTES;
    assertThat(takeAll(work)).isBetween(1, INPUTS - 1);
    assertThat(work.hasWork()).isFalse();

    assertThat(work.nanosUntilNextLook()).isEqualTo(Duration.ofMillis(100).toNanos());
    assertThat(work.comesWithTime()).isTrue();
    used = 0;
    assertThat(work.hasWork()).isTrue();
  }

  @Test
  void shouldWaitForTheConsumerWhileItsWindowIsFull() throws Exception {
    AvailableWork<Integer> work = work(6);
    used = HEAP_BYTES;
    assertThat(takeAll(work)).isPositive();

    assertThat(work.nanosUntilNextLook()).isEqualTo(Long.MAX_VALUE);
    assertThat(work.comesWithTime()).isFalse();
  }

  @Test
  void shouldWaitForNothingWhenAllIsTaken() throws Exception {
    AvailableWork<Integer> work = work(0);
    assertThat(takeAll(work)).isEqualTo(INPUTS);
    used = HEAP_BYTES;

    assertThat(work.nanosUntilNextLook()).isEqualTo(Long.MAX_VALUE);
  }

  /** The thread that found no work asks how long to wait a moment later. */
  @Test
  void shouldLookAgainAtOnceIfTheRateAllowsATaskMeanwhile() throws Exception {
    config = config.with(draft -> draft.perSecond(10));
    AvailableWork<Integer> work = work(0);
    takeAll(work);
    assertThat(work.hasWork()).isFalse();
    assertThat(work.nanosUntilNextLook()).isEqualTo(Duration.ofMillis(100).toNanos());

    now = Duration.ofMillis(100).toNanos();

    assertThat(work.nanosUntilNextLook()).isZero();
    assertThat(work.hasWork()).isTrue();
  }
}
