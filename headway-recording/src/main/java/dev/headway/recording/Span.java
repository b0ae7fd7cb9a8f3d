package dev.headway.recording;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a row of a screen in one style, such as {@code new Span(9, 4, "100%", "green")}.
 * Between spans there is nothing to see. Immutable.
 *
 * @param column where it begins, counted from the left, from 0
 * @param cells how wide it is; a wide character takes two
 * @param text its characters; without a background it neither begins nor ends with a blank and
 *     never holds two in succession
 * @param style words with blanks between, as far as they apply: {@code bold}, {@code dim}, {@code
 *     italic}, {@code underline}, then a colour ({@code red}, {@code bright-red}, {@code #rrggbb},
 *     and {@code paper} for that of the background), then a background such as {@code bg-red};
 *     empty for plain text
 */
record Span(int column, int cells, String text, String style) {

  /**
   * Cuts a row of cells into spans.
   *
   * @param texts what stands in each cell: a blank, a character, or nothing in the second half of a
   *     wide one
   * @param styles the style of each cell
   * @return what there is to see, from the left
   */
  static List<Span> row(String[] texts, String[] styles) {
    List<Span> spans = new ArrayList<>();
    for (int from = 0; from < texts.length; ) {
      if (isBlank(texts[from], styles[from])) {
        from++;
        continue;
      }
      StringBuilder text = new StringBuilder();
      int blanks = 0;
      int to = from;
      for (int at = from; at < texts.length && blanks < 2; at++) {
        if (isBlank(texts[at], styles[at])) {
          blanks++;
        } else if (texts[at].isEmpty() || styles[at].equals(styles[from])) {
          text.append(" ".repeat(blanks)).append(texts[at]);
          blanks = 0;
          to = at + 1;
        } else {
          break;
        }
      }
      spans.add(new Span(from, to - from, text.toString(), styles[from]));
      from = to;
    }
    return spans;
  }

  /** An underlined blank is taken for one that is not; one with a background can be seen. */
  private static boolean isBlank(String text, String style) {
    return text.equals(" ") && !style.contains("bg-");
  }
}
