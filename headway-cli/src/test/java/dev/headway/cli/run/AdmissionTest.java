package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  @Test
  void shouldLetJobsStartSoFarApart() {
    AtomicLong clock = new AtomicLong(1000);
    Admission.Gate pace = StartGates.pace(300, clock::get);

    assertThat(pace.nanosToWait()).isZero();
    pace.started();
    assertThat(pace.nanosToWait()).isEqualTo(300);
    clock.addAndGet(250);
    assertThat(pace.nanosToWait()).isEqualTo(50);
    clock.addAndGet(250);
    assertThat(pace.nanosToWait()).isZero();
  }

  @Test
  void shouldReadWhatTheSystemTells() {
    assertThat(StartGates.running("0.20 0.18 0.12 3/80 11206\n")).isEqualTo(2);
    assertThat(StartGates.running("")).isZero();
    assertThat(StartGates.availableBytes("MemFree: 1 kB\nMemAvailable:    2048 kB\nX: 1 kB\n"))
        .isEqualTo(2 << 20);
    assertThat(StartGates.availableBytes("")).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldWaitUntilNothingIsAgainstAStart() throws Exception {
    AtomicLong asked = new AtomicLong();
    Admission admission =
        new Admission(
            List.of(() -> asked.incrementAndGet() < 4 ? 1 : 0), false, () -> false, this::fail);

    admission.await();

    assertThat(asked).hasValue(4);
  }

  private void fail() {
    throw new AssertionError("nothing is over");
  }

  @Test
  void shouldStartNoJobAfterAStopAndTellOnceNothingRuns() throws Exception {
    AtomicBoolean stopped = new AtomicBoolean();
    CountDownLatch idle = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Admission admission = new Admission(List.of(), true, stopped::get, idle::countDown);
    admission.await();
    stopped.set(true);
    Thread waits =
        new Thread(
            () -> {
              try {
                admission.await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            });
    waits.start();
    try {
      assertThat(idle.getCount()).as("one job runs").isOne();
      admission.ended();
      assertThat(idle.await(3, TimeUnit.MINUTES)).isTrue();
      assertThat(interrupted.getCount()).as("it still waits").isOne();
    } finally {
      waits.interrupt();
      waits.join();
    }
    assertThat(interrupted.getCount()).isZero();
  }
}
