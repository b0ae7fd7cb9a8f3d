package dev.headway.internal.terminal.layout;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The size of a terminal in character cells. */
public record Size(int columns, int rows) {

  /** What a terminal has that does not tell. */
  private static final Size USUAL = new Size(80, 24);

  /** Below this nothing can be drawn; a terminal that says so does not know its size. */
  private static final int MIN = 1;

  /** Reads the answer of {@code stty size}, "rows columns"; null if it does not tell. */
  static @Nullable public Size parse(String answer) {
    String[] numbers = answer.trim().split("\\s+");
    if (numbers.length != 2) {
      return null;
    }
    int rows = number(numbers[0]);
    int columns = number(numbers[1]);
    return rows < MIN || columns < MIN ? null : new Size(columns, rows);
  }

  /** The size that the environment names, and the usual one for what it does not name. */
  public static Size of(Map<String, String> environment) {
    int columns = number(environment.getOrDefault("COLUMNS", ""));
    int rows = number(environment.getOrDefault("LINES", ""));
    return new Size(
        columns < MIN ? USUAL.columns : columns, //
        rows < MIN ? USUAL.rows : rows);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }
}
