package dev.headway.internal.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.TaskEnd;
import org.junit.jupiter.api.Test;

class HeartbeatMonitorTest {
  private static final long TENTH = 100_000_000L;
  private static final long SECOND = 10 * TENTH;

  private final HeartbeatMonitor heartbeatMonitor = new HeartbeatMonitor();
  private long now = -3 * SECOND;

  /** Looks ten times a second for a while; tells what the last look said. */
  private boolean after(long nanos, long beats) {
    boolean stalled = heartbeatMonitor.stalled(beats, now);
    for (long end = now + nanos; now < end; ) {
      now += TENTH;
      stalled = heartbeatMonitor.stalled(beats, now);
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
    heartbeatMonitor.rest();
    assertThat(after(4 * SECOND, 7)).isFalse();
    assertThat(after(SECOND, 7)).isTrue();
  }

  @Test
  void shouldCountBusyWorkersAlone() {
    ProgressTracker tracker = ProgressTracker.ofTasks("x", 2, null);
    tracker.opened(1, 0, now);
    tracker.counters(0).heartbeat(() -> 7);
    tracker.counters(1).heartbeat(() -> 7);
    tracker.counters(0).started(0, 1, now);
    assertThat(stalledAfter(tracker, 5 * SECOND)).isEqualTo(1);
    tracker.counters(0).ended(TaskEnd.SUCCEEDED, now);
    assertThat(stalledAfter(tracker, 5 * SECOND)).isZero();
  }

  private int stalledAfter(ProgressTracker tracker, long nanos) {
    int stalled = tracker.row(now, new NestedRows(), true).stalled();
    for (long end = now + nanos; now < end; ) {
      now += TENTH;
      stalled = tracker.row(now, new NestedRows(), true).stalled();
    }
    return stalled;
  }
}
