package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Whether the processors are busy is told by the CPU time that a pool takes. */
class SaturationTest {
  private static final int PROCESSORS = 4;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000); // It may overflow.
  private final AtomicLong cpu = new AtomicLong(77_000_000_000L);
  private final Saturation saturation = new Saturation(now::get, cpu::get, PROCESSORS);

  @Test
  void shouldKnowNothingAtFirst() {
    assertThat(saturation.isReached(PROCESSORS)).isFalse();
  }

  @Test
  void shouldBeReachedWhileTheProcessorsAreBusy() {
    saturation.isReached(PROCESSORS);
    pass(Saturation.LOOK_NANOS, 3.6);
    assertThat(saturation.isReached(PROCESSORS)).isTrue();
    pass(Saturation.LOOK_NANOS, 1);
    assertThat(saturation.isReached(PROCESSORS)).isFalse();
  }

  @Test
  void shouldNotBeReachedWithFewerWorkersThanProcessors() {
    saturation.isReached(PROCESSORS);
    pass(Saturation.LOOK_NANOS, 4);
    assertThat(saturation.isReached(PROCESSORS - 1)).isFalse();
    assertThat(saturation.isReached(PROCESSORS + 1)).isTrue();
  }

  @Test
  void shouldSayTheSameUntilItLooksAgain() {
    saturation.isReached(PROCESSORS);
    pass(Saturation.LOOK_NANOS, 4);
    assertThat(saturation.isReached(PROCESSORS)).isTrue();
    pass(Saturation.LOOK_NANOS - 1, 0);
    assertThat(saturation.isReached(PROCESSORS)).isTrue();
    pass(1, 0);
    assertThat(saturation.isReached(PROCESSORS)).isFalse();
  }

  @Test
  void shouldForgetWhatWasLongAgo() {
    saturation.isReached(PROCESSORS);
    pass(5 * Saturation.LOOK_NANOS, 4);
    assertThat(saturation.isReached(PROCESSORS)).isFalse();
  }

  @Test
  void shouldNotBeReachedWhereCpuTimeIsNotKnown() {
    Saturation blind = new Saturation(now::get, () -> 0, 1);
    blind.isReached(1);
    pass(Saturation.LOOK_NANOS, 1);
    assertThat(blind.isReached(1)).isFalse();
  }

  /** A worker that has ended takes its time with it. */
  @Test
  void shouldTakeATimeThatRunsBackwards() {
    saturation.isReached(PROCESSORS);
    pass(Saturation.LOOK_NANOS, -3);
    assertThat(saturation.isReached(PROCESSORS)).isFalse();
  }

  private void pass(long nanos, double processors) {
    now.addAndGet(nanos);
    cpu.addAndGet((long) (nanos * processors));
  }
}
