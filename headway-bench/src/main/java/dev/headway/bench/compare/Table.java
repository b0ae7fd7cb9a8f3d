package dev.headway.bench.compare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The results of a row as a table in Markdown, with columns that are aligned for reading as is. */
final class Table {
  private static final String NONE = "";

  private final Row row;
  private final List<Result> results;

  Table(Row row, List<Result> results) {
    this.row = row;
    this.results = results;
  }

  String text() {
    StringBuilder text = new StringBuilder("### " + row.name() + "\n\n" + row.title() + ".");
    if (!row.goal().isEmpty()) {
      text.append(" Goal: ").append(row.goal()).append('.');
    }
    text.append("\n\n");
    text.append(grid().text());
    for (Result result : results) {
      if (result.failed()) {
        text.append("\n").append(result.contestant().name()).append(": ");
        text.append(result.failure()).append("\n");
      }
    }
    return text.append('\n').toString();
  }

  private Grid grid() {
    Grid grid = new Grid(1, "", row.unit().name(), "least – most", "× Headway", "× floor");
    Optional<Double> headway = median(Contestant.Role.HEADWAY);
    Optional<Double> floor = median(Contestant.Role.FLOOR);
    for (Result result : results) {
      if (result.hasAnswer()) {
        Statistics numbers = result.statistics();
        boolean ours = result.contestant().role() == Contestant.Role.HEADWAY;
        boolean known = result.contestant().kind() == Contestant.Kind.KNOWN;
        String name = result.contestant().name();
        grid.line(
            ours ? "**" + name + "**" : name,
            row.unit().show(numbers.median()),
            known ? NONE : range(numbers),
            ratio(numbers.median(), headway),
            ratio(numbers.median(), floor));
      }
    }
    return grid;
  }

  private String range(Statistics numbers) {
    String least = row.unit().show(numbers.least());
    String most = row.unit().show(numbers.most());
    return row.unit().throughput() ? most + " – " + least : least + " – " + most;
  }

  /** How many times the cost. Between numbers that noise has made negative there is no ratio. */
  static String ratio(double cost, Optional<Double> reference) {
    if (reference.isEmpty() || reference.get() <= 0 || cost <= 0) {
      return NONE;
    }
    double ratio = cost / reference.get();
    return String.format(
        Locale.ROOT, ratio >= 100 ? "%,.0f" : ratio >= 10 ? "%.1f" : "%.2f", ratio);
  }

  /** Of the first in this role. */
  private Optional<Double> median(Contestant.Role role) {
    return results.stream()
        .filter(result -> result.contestant().role() == role)
        .filter(Result::hasAnswer)
        .map(result -> result.statistics().median())
        .findFirst();
  }
}
