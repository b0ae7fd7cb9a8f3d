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
    assertThat(cpuMonitor.isSaturated(PROCESSORS)).isFalse();
  }

  @Test
  void shouldBeSaturatedWhileTheProcessorsAreBusy() {
    cpuMonitor.isSaturated(PROCESSORS);
    advance(CpuMonitor.SAMPLE_NANOS, 3.6);
    assertThat(cpuMonitor.isSaturated(PROCESSORS)).isTrue();
    advance(CpuMonitor.SAMPLE_NANOS, 1);
    assertThat(cpuMonitor.isSaturated(PROCESSORS)).isFalse();
  }

  @Test
  void shouldNotBeSaturatedWithFewerWorkersThanProcessors() {
    cpuMonitor.isSaturated(PROCESSORS);
    advance(CpuMonitor.SAMPLE_NANOS, 4);
    assertThat(cpuMonitor.isSaturated(PROCESSORS - 1)).isFalse();
    assertThat(cpuMonitor.isSaturated(PROCESSORS + 1)).isTrue();
  }

  @Test
  void shouldKeepItsAnswerUntilTheNextSample() {
    cpuMonitor.isSaturated(PROCESSORS);
    advance(CpuMonitor.SAMPLE_NANOS, 4);
    assertThat(cpuMonitor.isSaturated(PROCESSORS)).isTrue();
    advance(CpuMonitor.SAMPLE_NANOS - 1, 0);
    assertThat(cpuMonitor.isSaturated(PROCESSORS)).isTrue();
    advance(1, 0);
    assertThat(cpuMonitor.isSaturated(PROCESSORS)).isFalse();
  }

  @Test
  void shouldForgetAnOldSample() {
    cpuMonitor.isSaturated(PROCESSORS);
    advance(5 * CpuMonitor.SAMPLE_NANOS, 4);
    assertThat(cpuMonitor.isSaturated(PROCESSORS)).isFalse();
  }

  @Test
  void shouldNotBeSaturatedIfCpuTimeIsUnknown() {
    CpuMonitor unknown = new CpuMonitor(now::get, () -> 0, 1);
    unknown.isSaturated(1);
    advance(CpuMonitor.SAMPLE_NANOS, 1);
    assertThat(unknown.isSaturated(1)).isFalse();
  }

  /** A worker that has ended takes its time with it. */
  @Test
  void shouldAcceptACpuTimeThatDecreases() {
    cpuMonitor.isSaturated(PROCESSORS);
    advance(CpuMonitor.SAMPLE_NANOS, -3);
    assertThat(cpuMonitor.isSaturated(PROCESSORS)).isFalse();
  }

  private void advance(long nanos, double processors) {
    now.addAndGet(nanos);
    cpu.addAndGet((long) (nanos * processors));
  }
}
