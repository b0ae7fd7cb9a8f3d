package dev.headway.bench.contestant;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How long tasks sleep, in seconds. The four shapes of 5,000 are those of joblib's own benchmark of
 * its batching; {@code peers/sleeps.py} has the same.
 */
final class Shape {
  private static final int MANY = 5_000;

  private Shape() {}

  static List<Double> named(String name) {
    return switch (name) {
      case "tutorial" -> List.of(5 / 3.0, 4 / 3.0, 1.0, 2 / 3.0, 1 / 3.0);
      case "uneven" -> List.of(.1, .2, .1, 1.0, .3, .1, .4, 1.0, .1, .3, .2, 1.0);
      case "even" -> times(MANY, i -> 400e-6);
      case "alternating" -> times(MANY, i -> i % 2 == 0 ? 1e-6 : 1e-3);
      case "cosine" -> times(MANY, Shape::wave);
      // The step is coprime to the number, so that each has its turn.
      case "shuffled" -> times(MANY, i -> wave(i * 1811 % MANY));
      case "millis" -> times(1_000, i -> 1e-3);
      case "slow-first" -> times(200, i -> i == 0 ? 1.0 : 10e-3);
      default -> throw new IllegalArgumentException("no such shape");
    };
  }

  /** Slowly from 1 ms down to nothing and up again, most of the time near nothing. */
  private static double wave(int i) {
    return 1e-6 + 1e-3 * Math.pow(Math.cos(1 + (4 * Math.PI - 1) * i / (MANY - 1)), 8);
  }

  private static List<Double> times(int count, IntToDoubleFunction time) {
    return IntStream.range(0, count).mapToObj(i -> (Double) time.applyAsDouble(i)).toList();
  }
}
