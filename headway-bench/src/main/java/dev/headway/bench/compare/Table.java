package dev.headway.bench.compare;

import java.util.ArrayList;
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
    List<List<String>> lines = lines();
    int[] widths = widths(lines);
    for (int i = 0; i < lines.size(); i++) {
      append(text, lines.get(i), widths);
      if (i == 0) {
        rule(text, widths);
      }
    }
    for (Result result : results) {
      if (result.failed()) {
        text.append("\n").append(result.contestant().name()).append(": ");
        text.append(result.failure()).append("\n");
      }
    }
    return text.append('\n').toString();
  }

  private List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("", row.unit().name(), "least – most", "× Headway", "× floor"));
    Optional<Double> headway = median(Contestant.Role.HEADWAY);
    Optional<Double> floor = median(Contestant.Role.FLOOR);
    for (Result result : results) {
      if (result.hasAnswer()) {
        lines.add(line(result, headway, floor));
      }
    }
    return lines;
  }

  private List<String> line(Result result, Optional<Double> headway, Optional<Double> floor) {
    Statistics numbers = result.statistics();
    boolean ours = result.contestant().role() == Contestant.Role.HEADWAY;
    boolean known = result.contestant().kind() == Contestant.Kind.KNOWN;
    String name = result.contestant().name();
    return List.of(
        ours ? "**" + name + "**" : name,
        row.unit().show(numbers.median()),
        known ? NONE : range(numbers),
        ratio(numbers.median(), headway),
        ratio(numbers.median(), floor));
  }

  private String range(Statistics numbers) {
    String least = row.unit().show(numbers.least());
    String most = row.unit().show(numbers.most());
    return row.unit().throughput() ? most + " – " + least : least + " – " + most;
  }

  /** How many times the cost. Between numbers that noise has made negative there is no ratio. */
  private static String ratio(double cost, Optional<Double> reference) {
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

  private static int[] widths(List<List<String>> lines) {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return widths;
  }

  private static void append(StringBuilder text, List<String> line, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - line.get(i).length());
      text.append("| ").append(i == 0 ? line.get(i) + padding : padding + line.get(i)).append(' ');
    }
    text.append("|\n");
  }

  private static void rule(StringBuilder text, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      String dashes = "-".repeat(widths[i] + 1);
      text.append('|').append(i == 0 ? dashes + "-" : dashes + ":");
    }
    text.append("|\n");
  }
}
