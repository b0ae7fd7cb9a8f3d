package dev.headway.bench.compare;

import java.util.List;

/** What is said of several measurements of the same thing. */
record Statistics(double median, double least, double most) {

  /**
   * Of at least one measurement.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Statistics of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("There is no median of nothing.");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int last = sorted.size() - 1;
    double median = (sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2;
    return new Statistics(median, sorted.get(0), sorted.get(last));
  }
}
