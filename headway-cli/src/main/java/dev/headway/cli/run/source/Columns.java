package dev.headway.cli.run.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a value is cut into columns. */
@FunctionalInterface
public interface Columns {
  /** A value is one column. */
  Columns NONE = List::of;

  /**
   * Cuts a value.
   *
   * @param value a byte text
   * @return its columns, one at least
   * @throws IOException if it makes no sense
   */
  List<String> of(String value) throws IOException;

  /**
   * Cuts where an expression matches.
   *
   * @param separator the expression
   * @param trimmed true if blanks around a column are no part of it
   * @return a way to cut
   */
  static Columns at(Pattern separator, boolean trimmed) {
    return value -> {
      List<String> columns = new ArrayList<>(Arrays.asList(separator.split(value, -1)));
      if (trimmed) {
        columns.replaceAll(Columns::trim);
      }
      return columns;
    };
  }

  private static String trim(String column) {
    int from = 0;
    int to = column.length();
    while (from < to && isBlank(column.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(column.charAt(to - 1))) {
      to--;
    }
    return column.substring(from, to);
  }

  /**
   * Tells whether a value has nothing but blanks.
   *
   * @param value a byte text
   * @return true also if it is empty
   */
  static boolean isBlank(String value) {
    return value.chars().allMatch(character -> isBlank((char) character));
  }

  /**
   * Tells what counts as a blank, in bytes of any encoding.
   *
   * @param character of a byte text
   * @return true for a space, a tab and the ends of lines and pages
   */
  static boolean isBlank(char character) {
    return character == ' ' || character >= '\t' && character <= '\r';
  }

  /**
   * Cuts all values of a source.
   *
   * @param values the source
   * @return its records
   */
  default ValueReader<List<String>> each(ValueReader<String> values) {
    return new ValueReader<>() {
      @Override
      public @Nullable List<String> next() throws IOException {
        String value = values.next();
        return value == null ? null : of(value);
      }

      @Override
      public void close() throws IOException {
        values.close();
      }
    };
  }
}
