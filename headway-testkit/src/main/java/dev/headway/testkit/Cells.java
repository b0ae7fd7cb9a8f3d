package dev.headway.testkit;

import java.util.Map;
import org.jline.utils.ScreenTerminal;

/** Reads rows of character cells. */
final class Cells {

  /** The colours of the emulator, four bits each for red, green and blue. */
  private static final Map<Integer, String> COLOURS =
      Map.of(0x800, "red", 0x080, "green", 0x880, "yellow", 0x088, "cyan");

  private static final Map<String, String> CODES =
      Map.of("red", "31", "green", "32", "yellow", "33", "cyan", "36", "dim", "2", "", "0");

  private Cells() {}

  /** The characters of a row, without the blanks at its end. */
  static String text(long[] row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length(row); i++) {
      append(text, row[i]);
    }
    return text.toString();
  }

  /** The characters of a row with marks such as {@code <red>✗3</>}. */
  static String marked(long[] row) {
    return styled(row, 0, length(row), "<", ">", Map.of("", "/"));
  }

  /** A part of a row with the control sequences that give it its colours. */
  static String painted(long[] row, int from, int to) {
    return styled(row, from, to, "\033[", "m", CODES);
  }

  private static String styled(
      long[] row, int from, int to, String before, String after, Map<String, String> words) {
    StringBuilder text = new StringBuilder();
    String now = "";
    for (int i = from; i < to; i++) {
      String style = isBlank(row[i]) ? "" : style(row[i]);
      if (!style.equals(now)) {
        if (!now.isEmpty()) {
          text.append(before).append(words.getOrDefault("", "")).append(after);
        }
        if (!style.isEmpty()) {
          text.append(before).append(words.getOrDefault(style, style)).append(after);
        }
        now = style;
      }
      append(text, row[i]);
    }
    if (!now.isEmpty()) {
      text.append(before).append(words.getOrDefault("", "")).append(after);
    }
    return text.toString();
  }

  /** How many cells there are before the blanks at the end of a row. */
  static int length(long[] row) {
    int length = row.length;
    while (length > 0 && isBlank(row[length - 1])) {
      length--;
    }
    return length;
  }

  private static boolean isBlank(long cell) {
    return ScreenTerminal.cellCodePoint(cell) == ' ';
  }

  private static void append(StringBuilder text, long cell) {
    int codePoint = ScreenTerminal.cellCodePoint(cell);
    if (codePoint != 0) { // The second half of a wide character.
      text.appendCodePoint(codePoint);
    }
  }

  private static String style(long cell) {
    if (ScreenTerminal.cellHasForeground(cell)) {
      return COLOURS.getOrDefault(ScreenTerminal.cellForeground(cell), "");
    }
    return ScreenTerminal.cellDim(cell) ? "dim" : "";
  }
}
