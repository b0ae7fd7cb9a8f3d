package dev.headway.picture;

import dev.headway.testkit.Span;
import java.util.List;

/**
 * What a terminal showed from a moment on.
 *
 * @param millis when, counted from the first of them
 * @param rows the spans of each row from the top
 */
record Still(long millis, List<List<Span>> rows) {

  /** The text of each row. */
  List<String> texts() {
    return rows.stream().map(Still::text).toList();
  }

  private static String text(List<Span> row) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (Span span : row) {
      text.append(" ".repeat(span.column() - column)).append(span.text());
      column = span.column() + span.cells();
    }
    return text.toString();
  }
}
