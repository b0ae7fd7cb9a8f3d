package dev.headway.bench.contestant;

import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How long tasks sleep. The four shapes of 5,000 are those of joblib's own benchmark of its
 * batching; {@code peers/sleeps.py} has the same.
 */
enum Shape {
  /** The tutorial's inputs, a third of a second each. */
  TUTORIAL(List.of(5 / 3.0, 4 / 3.0, 1.0, 2 / 3.0, 1 / 3.0)),
  /** Few tasks, some long, the last among the longest. */
  UNEVEN(List.of(.1, .2, .1, 1.0, .3, .1, .4, 1.0, .1, .3, .2, 1.0)),
  /** All alike, 0.4 ms. */
  EVEN(times(5_000, i -> 400e-6)),
  /** 1 µs and 1 ms in turn. */
  ALTERNATING(times(5_000, i -> i % 2 == 0 ? 1e-6 : 1e-3)),
  /** Slowly from 1 ms down to nothing and up again, most of the time near nothing. */
  COSINE(times(5_000, i -> 1e-6 + 1e-3 * Math.pow(Math.cos(wave(i)), 8))),
  /** The same, in no order; the step is coprime to the number. */
  SHUFFLED(times(5_000, i -> COSINE.seconds.get(i * 1811 % 5_000))),
  /** 1,000 of 1 ms. */
  MILLIS(times(1_000, i -> 1e-3)),
  /** 200 of 10 ms, and the first of a second. */
  SLOW_FIRST(times(200, i -> i == 0 ? 1.0 : 10e-3));

  private final List<Double> seconds;

  Shape(List<Double> seconds) {
    this.seconds = seconds;
  }

  private static double wave(int i) {
    return 1 + (4 * Math.PI - 1) * i / 4_999;
  }

  private static List<Double> times(int count, IntToDoubleFunction time) {
    return IntStream.range(0, count).mapToObj(i -> (Double) time.applyAsDouble(i)).toList();
  }

  static Shape named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  List<Double> seconds() {
    return seconds;
  }
}
