package dev.headway.bench.compare;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown whose columns are aligned, so that it can be read as it is. */
final class Grid {
  private final List<List<String>> lines = new ArrayList<>();
  private final int left;

  /**
   * Begins with the heads of the columns.
   *
   * @param left how many columns hold words; the others hold numbers and are aligned to the right
   */
  Grid(int left, String... heads) {
    this.left = left;
    lines.add(List.of(heads));
  }

  void line(String... cells) {
    lines.add(List.of(cells));
  }

  String text() {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      append(text, line, widths);
      if (line == lines.get(0)) {
        rule(text, widths);
      }
    }
    return text.toString();
  }

  private int[] widths() {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return widths;
  }

  private void append(StringBuilder text, List<String> line, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - line.get(i).length());
      text.append("| ")
          .append(i < left ? line.get(i) + padding : padding + line.get(i))
          .append(' ');
    }
    text.append("|\n");
  }

  private void rule(StringBuilder text, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      text.append('|').append("-".repeat(widths[i] + 1)).append(i < left ? '-' : ':');
    }
    text.append("|\n");
  }
}
