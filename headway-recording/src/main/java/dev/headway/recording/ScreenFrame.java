package dev.headway.recording;

import java.util.List;

/**
 * What a screen showed from a moment on. Immutable.
 *
 * @param millis when, since the beginning of the recording
 * @param rows the spans of each row from the top
 */
record ScreenFrame(long millis, List<List<Span>> rows) {

  /**
   * Copies the rows.
   *
   * @param millis when
   * @param rows the spans of each row
   */
  ScreenFrame {
    rows = List.copyOf(rows);
  }

  /**
   * What can be read.
   *
   * @return the text of each row, without the blanks at its end and without the empty rows at the
   *     lower end
   */
  List<String> texts() {
    int end = rows.size();
    while (end > 0 && rows.get(end - 1).isEmpty()) {
      end--;
    }
    return rows.subList(0, end).stream().map(ScreenFrame::text).toList();
  }

  private static String text(List<Span> row) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (Span span : row) {
      text.append(" ".repeat(Math.max(0, span.column() - column))).append(span.text());
      column = span.column() + span.cells();
    }
    return text.toString().stripTrailing();
  }
}
