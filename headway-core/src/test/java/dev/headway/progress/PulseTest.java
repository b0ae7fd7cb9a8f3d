package dev.headway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PulseTest {
  private static final long TENTH = 100_000_000L;
  private static final long SECOND = 10 * TENTH;

  private final Pulse pulse = new Pulse();
  private long now = -3 * SECOND;

  /** Looks ten times a second for a while; tells what the last look said. */
  private boolean after(long nanos, long beats) {
    boolean stalled = pulse.stalled(beats, now);
    for (long end = now + nanos; now < end; ) {
      now += TENTH;
      stalled = pulse.stalled(beats, now);
    }
    return stalled;
  }

  @Test
  void shouldCallAWorkerStalledAfterFiveSecondsOfSilence() {
    assertThat(after(5 * SECOND - TENTH, 7)).isFalse();
    assertThat(after(TENTH, 7)).isTrue();
    assertThat(after(60 * SECOND, 7)).isTrue();
  }

  @Test
  void shouldTakeItBackWithTheNextBeat() {
    assertThat(after(6 * SECOND, 7)).isTrue();
    assertThat(after(0, 8)).isFalse();
    assertThat(after(4 * SECOND, 8)).isFalse();
  }

  @Test
  void shouldNotCallAWorkerStalledThatBeats() {
    for (long beat = 0; beat < 20; beat++) {
      assertThat(after(SECOND, beat)).isFalse();
    }
  }

  @Test
  void shouldBeginAnewWithTheNextTask() {
    assertThat(after(4 * SECOND, 7)).isFalse();
    pulse.rest();
    assertThat(after(4 * SECOND, 7)).isFalse();
    assertThat(after(SECOND, 7)).isTrue();
  }

  @Test
  void shouldCountBusyLanesAlone() {
    Meter meter = Meter.ofTasks("x", 2, false);
    meter.opened(1, 0, now);
    meter.lane(0).pulse(() -> 7);
    meter.lane(1).pulse(() -> 7);
    meter.lane(0).started(0, 1, now);
    assertThat(stalledAfter(meter, 5 * SECOND)).isEqualTo(1);
    meter.lane(0).ended(TaskStatus.SUCCEEDED, now);
    assertThat(stalledAfter(meter, 5 * SECOND)).isZero();
  }

  private int stalledAfter(Meter meter, long nanos) {
    int stalled = meter.row(now).stalled();
    for (long end = now + nanos; now < end; ) {
      now += TENTH;
      stalled = meter.row(now).stalled();
    }
    return stalled;
  }
}
