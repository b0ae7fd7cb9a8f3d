package dev.headway.bench.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table that is printed: what, who, and what was measured in each round. */
final class Sheet {
  private record Line(String work, String contestant, String unit, List<Double> values) {}

  private final List<Line> lines = new ArrayList<>();

  /** Adds a number to the line of a contestant. */
  void add(String work, String contestant, String unit, double value) {
    Line line =
        lines.stream()
            .filter(one -> one.work.equals(work) && one.contestant.equals(contestant))
            .findFirst()
            .orElse(null);
    if (line == null) {
      line = new Line(work, contestant, unit, new ArrayList<>());
      lines.add(line);
    }
    line.values.add(value);
  }

  void print() {
    System.out.println("| work | | median | range |");
    System.out.println("|---|---|--:|--:|");
    for (Line line : lines) {
      List<Double> sorted = line.values.stream().sorted().toList();
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s %s | %s to %s |%n",
          line.work,
          line.contestant,
          number(sorted.get(sorted.size() / 2)),
          line.unit,
          number(sorted.get(0)),
          number(sorted.get(sorted.size() - 1)));
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
  }
}
