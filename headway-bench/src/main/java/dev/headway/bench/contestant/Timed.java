package dev.headway.bench.contestant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Repeats a job until it is warm, then repeats and times it, and answers the median. How long is in
 * the environment: {@code HEADWAY_BENCH_SECONDS} for the measurement, twice that for the warm-up.
 */
final class Timed {
  private static final int FEWEST = 3;
  private static final int PAIRS = 10;

  /** The times of two jobs, one right after the other, in nanoseconds. */
  record Pair(double one, double other) {}

  private Timed() {}

  /** Work that is repeated. */
  interface Job {
    void run() throws Exception;
  }

  /** The time of one job in nanoseconds. */
  static double nanos(Job job) throws Exception {
    double seconds = seconds();
    repeat(job, 2 * seconds, 2);
    return at(0.5, repeat(job, seconds, FEWEST));
  }

  /**
   * The times of two jobs that are repeated in turn, so that both see the same machine. The lower
   * quartile: what is compared is less than what now and then comes in between.
   */
  static double[] inTurn(Job one, Job other) throws Exception {
    double seconds = seconds();
    List<Double> ones = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    Job both =
        () -> {
          ones.add(once(one));
          others.add(once(other));
        };
    repeat(both, 2 * seconds, 2);
    ones.clear();
    others.clear();
    repeat(both, 4 * seconds, PAIRS);
    return new double[] {at(0.25, ones), at(0.25, others)};
  }

  /**
   * Pairs of times of two jobs that are nearly equal. What the machine does to both at once falls
   * out of each pair, and what being first or second does, out of their median: who comes first
   * changes.
   */
  static List<Pair> pairs(Job one, Job other) throws Exception {
    double seconds = seconds();
    List<Pair> pairs = new ArrayList<>();
    Job both =
        () -> {
          boolean swapped = pairs.size() % 2 == 1;
          double first = once(swapped ? other : one);
          double second = once(swapped ? one : other);
          pairs.add(swapped ? new Pair(second, first) : new Pair(first, second));
        };
    repeat(both, 3 * seconds, 2);
    pairs.clear();
    repeat(both, 12 * seconds, PAIRS);
    return pairs;
  }

  /** The median of numbers. */
  static double median(List<Double> numbers) {
    return at(0.5, numbers);
  }

  static double once(Job job) throws Exception {
    long start = System.nanoTime();
    job.run();
    return System.nanoTime() - start;
  }

  private static List<Double> repeat(Job job, double seconds, int fewest) throws Exception {
    List<Double> times = new ArrayList<>();
    long end = System.nanoTime() + Math.round(seconds * 1e9);
    while (times.size() < fewest || System.nanoTime() < end) {
      times.add(once(job));
    }
    return times;
  }

  private static double at(double share, List<Double> times) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get((int) Math.round(share * (sorted.size() - 1)));
  }

  private static double seconds() {
    return Double.parseDouble(System.getenv().getOrDefault("HEADWAY_BENCH_SECONDS", "1"));
  }

  /** The answer of this contestant. */
  static void answer(double number) {
    System.out.println(number);
  }
}
