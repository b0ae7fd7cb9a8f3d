package dev.headway.terminal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The size of a terminal in character cells. */
record Size(int columns, int rows) {

  /** What a terminal has that does not tell. */
  private static final Size USUAL = new Size(80, 24);

  /** Below this nothing can be drawn; a terminal that says so does not know its size. */
  private static final int LEAST = 1;

  /** Reads the answer of {@code stty size}, "rows columns"; null if it does not tell. */
  static @Nullable Size parse(String answer) {
    String[] numbers = answer.trim().split("\\s+");
    if (numbers.length != 2) {
      return null;
    }
    int rows = number(numbers[0]);
    int columns = number(numbers[1]);
    return rows < LEAST || columns < LEAST ? null : new Size(columns, rows);
  }

  /** The size that the environment names, and the usual one for what it does not name. */
  static Size of(Map<String, String> environment) {
    int columns = number(environment.getOrDefault("COLUMNS", ""));
    int rows = number(environment.getOrDefault("LINES", ""));
    return new Size(
        columns < LEAST ? USUAL.columns : columns, //
        rows < LEAST ? USUAL.rows : rows);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }
}
