package dev.headway.internal.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.headway.internal.estimate.data.DurationSample;
import dev.headway.internal.estimate.data.Observation;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepUnitsTest {
  private static final long SECOND = 1_000_000_000L;

  private final StepUnits stepUnits = new StepUnits();

  private Observation asTasks(long nanos, long done, long total) {
    return stepUnits.asTasks(
        new Observation(nanos, done, total, done, total, 0, 0, 0, 0, 0, List.of(), List.of()),
        total);
  }

  @Test
  void shouldSeeEachStepWhileTheyAreSlow() {
    stepUnits.observe(SECOND, 1);
    stepUnits.observe(2 * SECOND, 1);
    stepUnits.observe(4 * SECOND, 2);

    DurationSample durations = stepUnits.durations();

    assertThat(durations.size()).isEqualTo(2);
    assertThat(durations.seconds(0)).isEqualTo(1, offset(1e-6));
    assertThat(durations.seconds(1)).isEqualTo(3, offset(1e-6));
  }

  @Test
  void shouldSpreadStepsThatEndedBetweenTwoLooks() {
    stepUnits.observe(SECOND, 1);
    stepUnits.observe(4 * SECOND, 3);

    assertThat(stepUnits.durations().seconds(1)).isEqualTo(1.5, offset(1e-6));
    assertThat(stepUnits.durations().seconds(2)).isEqualTo(1.5, offset(1e-6));
  }

  @Test
  void shouldBeOneWorkerWithOneTaskThatRuns() {
    stepUnits.observe(SECOND, 1);

    Observation tasks = asTasks(3 * SECOND, 1, 10);

    assertThat(tasks.workers()).isEqualTo(1);
    assertThat(tasks.settled()).isEqualTo(1);
    assertThat(tasks.count()).isEqualTo(10);
    assertThat(tasks.running()).containsExactly(new Observation.Running(1, 1, 2 * SECOND));
  }

  @Test
  void shouldTakeEveryCount() {
    stepUnits.observe(SECOND, 1);
    stepUnits.observe(2 * SECOND, Long.MAX_VALUE);

    assertThat(stepUnits.size()).isBetween(1, 256);
    assertThat(asTasks(3 * SECOND, Long.MAX_VALUE - 1, Long.MAX_VALUE).count())
        .isBetween((long) stepUnits.size(), 257L);
  }

  @Test
  void shouldKnowThatMuchIsLeftOfAHugeTotal() {
    for (int i = 1; i <= 1000; i++) {
      stepUnits.observe(i * SECOND, i);
    }
    assertThat(asTasks(1000 * SECOND, 1000, Long.MAX_VALUE).count()).isGreaterThan(1L << 50);
  }

  @Test
  void shouldKeepFewUnitsOfManyTinySteps() {
    for (int tick = 1; tick <= 1000; tick++) {
      stepUnits.observe(tick * SECOND / 10, tick * 12_345L);
    }

    DurationSample durations = stepUnits.durations();
    double sum = 0;
    for (int i = 0; i < durations.size(); i++) {
      sum += durations.seconds(i);
    }

    assertThat(durations.size()).isBetween(32, 256);
    assertThat(sum).isEqualTo(100, offset(3.0));
  }

  @Test
  void shouldTakeAGreatStepAtOnce() {
    stepUnits.observe(SECOND, 1);
    stepUnits.observe(2 * SECOND, Long.MAX_VALUE / 4);

    Observation tasks = asTasks(2 * SECOND, Long.MAX_VALUE / 4, Long.MAX_VALUE / 2);

    assertThat(stepUnits.size()).isBetween(1, 256);
    assertThat(tasks.count()).isGreaterThan(tasks.settled());
  }

  @Test
  void shouldWaitForACountThatFell() {
    stepUnits.observe(SECOND, 5);
    stepUnits.observe(2 * SECOND, 2);
    stepUnits.observe(3 * SECOND, 6);

    assertThat(stepUnits.size()).isEqualTo(6);
  }
}
