package dev.headway.internal.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.estimate.data.LearnedCosts;
import dev.headway.internal.estimate.data.Observation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks are known by what they took before. */
class LearnedUnitsTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MICROS = 1_000_000;

  /** The first was done before; its result cannot be read, so it runs again. */
  private static final LearnedCosts COSTS =
      new LearnedCosts(new int[] {1, 2, 3}, new float[] {100, 1, 2, 3});

  private static Observation observation(
      long settled, List<Observation.Running> running, List<Observation.Ended> ended) {
    return new Observation(
        110 * SECOND, settled, 4L, settled, 4L, settled, 0, 1, 1, 110 * SECOND, running, ended);
  }

  @Test
  void shouldKnowATaskThatRunsAgainThoughItWasDone() {
    LearnedUnits units = new LearnedUnits(COSTS);
    Observation ended =
        units.translate(
            observation(
                1,
                List.of(new Observation.Running(1, 1, SECOND)),
                List.of(new Observation.Ended(0, 1, 100 * SECOND))));

    assertThat(ended.ended()).containsExactly(new Observation.Ended(0, 100 * MICROS, 100 * SECOND));
    assertThat(ended.running()).containsExactly(new Observation.Running(0, MICROS, SECOND));
    assertThat(ended.count()).isEqualTo(4);
    assertThat(ended.total()).isEqualTo(106 * MICROS);
    assertThat(ended.done()).isEqualTo(100 * MICROS);
  }

  @Test
  void shouldCountATaskOnceThatWasNotToRun() {
    LearnedUnits units = new LearnedUnits(COSTS);
    units.translate(observation(0, List.of(new Observation.Running(0, 1, SECOND)), List.of()));

    Observation again =
        units.translate(
            observation(1, List.of(), List.of(new Observation.Ended(0, 1, 100 * SECOND))));

    assertThat(again.count()).isEqualTo(4);
    assertThat(again.total()).isEqualTo(106 * MICROS);
  }

  /** Of six tasks the last three were to run. All do. */
  @Test
  void shouldPredictWhatIsLeftBehindTasksThatWereNotToRun() {
    ScheduleEstimator estimator = new ScheduleEstimator();
    estimator.learn(new LearnedCosts(new int[] {3, 4, 5}, new float[] {1, 1, 1, 3, 3, 3}));

    Estimate estimate =
        estimator.observe(
            observation(
                3,
                List.of(new Observation.Running(3, 1, 0)),
                List.of(
                    new Observation.Ended(0, 1, SECOND),
                    new Observation.Ended(1, 1, SECOND),
                    new Observation.Ended(2, 1, SECOND))));

    assertThat(estimate.rest()).isNotNull();
  }
}
