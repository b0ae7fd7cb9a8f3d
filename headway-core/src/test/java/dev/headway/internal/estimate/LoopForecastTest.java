package dev.headway.internal.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.estimate.data.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops as the tracker sees them: a count, ten times a second. The seeds are fixed. */
class LoopForecastTest {
  private static final int STEPS = 200;
  private static final int SEEDS = 6;

  /** The error of the shown fraction in points, the naive one's, and how often the range held. */
  private record Result(double error, double naive, double held) {}

  private static Result watch(IntToDoubleFunction seconds, int scale) {
    double[] ends = new double[STEPS];
    double end = 0;
    for (int i = 0; i < STEPS; i++) {
      end += seconds.applyAsDouble(i);
      ends[i] = end;
    }
    ScheduleEstimator estimator = new ScheduleEstimator();
    int done = 0;
    List<double[]> probes = new ArrayList<>();
    for (int tick = 1; tick * 0.1 < 0.98 * end; tick++) {
      double at = tick * 0.1;
      while (done < STEPS && ends[done] <= at) {
        done++;
      }
      TimeRange rest = estimator.observe(at(at, (long) done * scale, (long) STEPS * scale)).rest();
      if (rest != null && at > 0.02 * end) {
        double left = end - at;
        double shown = at / (at + rest.likelyNanos() / 1e9);
        double naive = (double) done / STEPS;
        boolean held = rest.lowNanos() <= left * 1e9 && left * 1e9 <= rest.highNanos();
        probes.add(
            new double[] {
              100 * Math.abs(shown - at / end), 100 * Math.abs(naive - at / end), held ? 100 : 0
            });
      }
    }
    return new Result(mean(probes, 0), mean(probes, 1), mean(probes, 2));
  }

  private static double mean(List<double[]> probes, int which) {
    return probes.stream().mapToDouble(probe -> probe[which]).average().orElse(Double.NaN);
  }

  private static Observation at(double seconds, long done, long total) {
    long nanos = Math.round(seconds * 1e9);
    return new Observation(nanos, done, total, done, total, 0, 0, 0, 0, 0, List.of(), List.of());
  }

  private interface Kind {
    IntToDoubleFunction steps(Random random);
  }

  private static Result mean(Kind kind, int scale) {
    double error = 0;
    double naive = 0;
    double held = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Result one = watch(kind.steps(new Random(seed)), scale);
      error += one.error / SEEDS;
      naive += one.naive / SEEDS;
      held += one.held / SEEDS;
    }
    return new Result(error, naive, held);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void shouldHoldAsOftenAsItSaysWhereStepsDiffer(int scale) {
    Result result = mean(random -> i -> -Math.log(1 - random.nextDouble()), scale);

    assertThat(result.held).isBetween(65.0, 97.0);
    assertThat(result.error).isLessThan(result.naive + 1);
  }

  @Test
  void shouldHoldInThousandsOfTinySteps() {
    Result result = mean(random -> i -> 0.05 + 0.05 * random.nextDouble(), 5000);

    assertThat(result.held).isGreaterThan(65);
    assertThat(result.error).isLessThan(2);
  }

  @Test
  void shouldSeeThatStepsGetLonger() {
    Result result = mean(random -> i -> (0.5 + random.nextDouble()) * (0.4 + 1.2 * i / STEPS), 1);

    assertThat(result.error).isLessThan(result.naive / 2);
    assertThat(result.held).isGreaterThan(60);
  }

  @Test
  void shouldForgetASlowStart() {
    Result result = mean(random -> i -> i == 0 ? 30 : 0.5 + random.nextDouble(), 1);

    assertThat(result.error).isLessThan(result.naive);
    assertThat(result.held).isGreaterThan(65);
  }

  @Test
  void shouldNotBeSureAfterOneStep() {
    ScheduleEstimator estimator = new ScheduleEstimator();
    TimeRange rest = null;
    for (int tick = 1; tick <= 39; tick++) {
      rest = estimator.observe(at(tick / 10.0, tick < 38 ? 0 : 1, 5)).rest();
    }

    TimeRange said = Objects.requireNonNull(rest);
    assertThat(said.highNanos() - said.lowNanos()).isGreaterThan(said.likelyNanos() / 5);
  }
}
