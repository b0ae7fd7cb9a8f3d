package dev.headway.bench.bars;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What happened in a run.
 *
 * @param name what it was
 * @param workers how many there were
 * @param attempts each attempt at a task, in the order in which they began
 */
record Trace(String name, int workers, List<Attempt> attempts) {

  /**
   * One attempt.
   *
   * @param index the task's place in the source
   * @param worker who made it, from 0
   * @param start when it began, in seconds since the start
   * @param end when it ended
   * @param last false if the task was tried again after it
   */
  record Attempt(int index, int worker, double start, double end, boolean last) {}

  Trace {
    List<Attempt> sorted = new ArrayList<>(attempts);
    sorted.sort(Comparator.comparingDouble(Attempt::start));
    attempts = List.copyOf(sorted);
  }

  /** How many tasks there were. */
  int tasks() {
    return (int) attempts.stream().filter(Attempt::last).count();
  }

  /** How long it took. */
  double whole() {
    return attempts.stream().mapToDouble(Attempt::end).max().orElse(0);
  }

  /** Each worker takes the next task when it is free; all are ready after so many seconds. */
  static Trace scheduled(String name, double[] durations, int workers, double ready) {
    double[] free = new double[workers];
    java.util.Arrays.fill(free, ready);
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < durations.length; i++) {
      int first = 0;
      for (int w = 1; w < workers; w++) {
        first = free[w] < free[first] ? w : first;
      }
      double start = free[first];
      free[first] = start + durations[i];
      attempts.add(new Attempt(i, first, start, free[first], true));
    }
    return new Trace(name, workers, attempts);
  }
}
