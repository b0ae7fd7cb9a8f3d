package dev.headway.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Whether the processors are busy is told by the CPU time that a pool takes. */
class CpuMonitorTest {
  private static final int PROCESSORS = 4;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000); // It may overflow.
  private final AtomicLong cpu = new AtomicLong(77_000_000_000L);
  private final CpuMonitor cpuMonitor = new CpuMonitor(now::get, cpu::get, PROCESSORS);

  @Test
  void shouldKnowNothingAtFirst() {
    assertThat(cpuMonitor.isReached(PROCESSORS)).isFalse();
  }

  @Test
  void shouldBeReachedWhileTheProcessorsAreBusy() {
    cpuMonitor.isReached(PROCESSORS);
    pass(CpuMonitor.LOOK_NANOS, 3.6);
    assertThat(cpuMonitor.isReached(PROCESSORS)).isTrue();
    pass(CpuMonitor.LOOK_NANOS, 1);
    assertThat(cpuMonitor.isReached(PROCESSORS)).isFalse();
  }

  @Test
  void shouldNotBeReachedWithFewerWorkersThanProcessors() {
    cpuMonitor.isReached(PROCESSORS);
    pass(CpuMonitor.LOOK_NANOS, 4);
    assertThat(cpuMonitor.isReached(PROCESSORS - 1)).isFalse();
    assertThat(cpuMonitor.isReached(PROCESSORS + 1)).isTrue();
  }

  @Test
  void shouldSayTheSameUntilItLooksAgain() {
    cpuMonitor.isReached(PROCESSORS);
    pass(CpuMonitor.LOOK_NANOS, 4);
    assertThat(cpuMonitor.isReached(PROCESSORS)).isTrue();
    pass(CpuMonitor.LOOK_NANOS - 1, 0);
    assertThat(cpuMonitor.isReached(PROCESSORS)).isTrue();
    pass(1, 0);
    assertThat(cpuMonitor.isReached(PROCESSORS)).isFalse();
  }

  @Test
  void shouldForgetWhatWasLongAgo() {
    cpuMonitor.isReached(PROCESSORS);
    pass(5 * CpuMonitor.LOOK_NANOS, 4);
    assertThat(cpuMonitor.isReached(PROCESSORS)).isFalse();
  }

  @Test
  void shouldNotBeReachedWhereCpuTimeIsNotKnown() {
    CpuMonitor blind = new CpuMonitor(now::get, () -> 0, 1);
    blind.isReached(1);
    pass(CpuMonitor.LOOK_NANOS, 1);
    assertThat(blind.isReached(1)).isFalse();
  }

  /** A worker that has ended takes its time with it. */
  @Test
  void shouldTakeATimeThatRunsBackwards() {
    cpuMonitor.isReached(PROCESSORS);
    pass(CpuMonitor.LOOK_NANOS, -3);
    assertThat(cpuMonitor.isReached(PROCESSORS)).isFalse();
  }

  private void pass(long nanos, double processors) {
    now.addAndGet(nanos);
    cpu.addAndGet((long) (nanos * processors));
  }
}
