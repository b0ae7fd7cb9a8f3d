package dev.headway.bench.bars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What happened in a run.
 *
 * @param name what it was
 * @param workers how many there were; 0 if the progress was advanced by hand, as a loop does
 * @param weighed true if the tasks have weights, or the steps are bytes
 * @param attempts each attempt at a task, in the order in which they began
 */
record Trace(String name, int workers, boolean weighed, List<Attempt> attempts) {

  /**
   * One attempt.
   *
   * @param index the task's place in the source
   * @param worker who made it, from 0
   * @param amount the weight of the task, or 1
   * @param start when it began, in seconds since the start
   * @param end when it ended
   * @param last false if the task was tried again after it
   */
  record Attempt(int index, int worker, long amount, double start, double end, boolean last) {}

  Trace {
    List<Attempt> sorted = new ArrayList<>(attempts);
    sorted.sort(Comparator.comparingDouble(Attempt::start));
    attempts = List.copyOf(sorted);
  }

  /** How many tasks there were. */
  int tasks() {
    return (int) attempts.stream().filter(Attempt::last).count();
  }

  /** What all of them weigh. */
  long amount() {
    return attempts.stream().filter(Attempt::last).mapToLong(Attempt::amount).sum();
  }

  /** How long it took. */
  double whole() {
    return attempts.stream().mapToDouble(Attempt::end).max().orElse(0);
  }

  boolean byHand() {
    return workers == 0;
  }

  /** Each worker takes the next task when it is free; all are ready after so many seconds. */
  static Trace scheduled(String name, double[] durations, int workers, double ready) {
    long[] alike = new long[durations.length];
    Arrays.fill(alike, 1);
    return new Trace(name, workers, false, attempts(durations, alike, workers, ready));
  }

  /** The same, of tasks that have weights. */
  static Trace weighed(String name, double[] durations, long[] weights, int workers) {
    return new Trace(name, workers, true, attempts(durations, weights, workers, 0));
  }

  /** One step after the other. */
  static Trace loop(String name, double[] durations) {
    long[] alike = new long[durations.length];
    Arrays.fill(alike, 1);
    return new Trace(name, 0, false, attempts(durations, alike, 1, 0));
  }

  /** Some bytes after some others. */
  static Trace stream(String name, double[] durations, long[] bytes) {
    return new Trace(name, 0, true, attempts(durations, bytes, 1, 0));
  }

  private static List<Attempt> attempts(
      double[] durations, long[] amounts, int workers, double ready) {
    double[] free = new double[workers];
    Arrays.fill(free, ready);
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < durations.length; i++) {
      int first = 0;
      for (int w = 1; w < workers; w++) {
        first = free[w] < free[first] ? w : first;
      }
      double start = free[first];
      free[first] = start + durations[i];
      attempts.add(new Attempt(i, first, amounts[i], start, free[first], true));
    }
    return attempts;
  }
}
