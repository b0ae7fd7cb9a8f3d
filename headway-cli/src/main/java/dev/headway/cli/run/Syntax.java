package dev.headway.cli.run;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How placeholders are written. What looks like one and cannot be one is left as it is.
 *
 * @param value the text for each value of a job
 * @param names those of the values, in their order; byte texts
 * @param most how many values a job can have
 */
record Syntax(String value, List<String> names, int most) {
  private static final String BRACES = "{}";
  private static final Pattern NUMBER = Pattern.compile("-?[1-9]\\d{0,8}");

  /** The longer ones first, since the shorter ones are their ends. */
  private static final List<ValuePart> PARTS =
      List.of(
          ValuePart.NAME_WITHOUT_EXTENSION,
          ValuePart.FOLDER,
          ValuePart.NAME,
          ValuePart.WITHOUT_EXTENSION,
          ValuePart.VALUE);

  /** That of jobs with one value. */
  static final Syntax USUAL = new Syntax(BRACES, List.of(), 1);

  /** That of jobs without values, which have a number and a slot. */
  Syntax withoutValues() {
    return new Syntax("", List.of(), 0);
  }

  /** Returns the placeholder that begins at a place of a word, or null. */
  @Nullable Placeholder at(String word, int place) {
    if (!value.isEmpty() && word.startsWith(value, place)) {
      return new Placeholder(value, ValuePart.VALUE, 0);
    }
    int end = word.charAt(place) == '{' ? word.indexOf('}', place) : -1;
    return end < 0 ? null : inBraces(word.substring(place, end + 1));
  }

  private @Nullable Placeholder inBraces(String text) {
    String inside = text.substring(1, text.length() - 1);
    for (ValuePart part : List.of(ValuePart.NUMBER, ValuePart.SLOT)) {
      if (inside.equals(part.mark())) {
        return new Placeholder(text, part, 0);
      }
    }
    for (ValuePart part : PARTS) {
      if (most > 0 && inside.endsWith(part.mark())) {
        String which = inside.substring(0, inside.length() - part.mark().length());
        int position = position(which);
        if (position != 0 || which.isEmpty() && !inside.isEmpty()) {
          return new Placeholder(text, part, position);
        }
      }
    }
    return null;
  }

  /** Returns 0 for what says no position. */
  private int position(String which) {
    int named = names.indexOf(which);
    if (named >= 0 && !which.isEmpty()) {
      return named + 1;
    }
    if (!NUMBER.matcher(which).matches()) {
      return 0;
    }
    int position = Integer.parseInt(which);
    return Math.abs(position) <= most ? position : 0;
  }

  boolean isIn(String word) {
    for (int place = 0; place < word.length(); place++) {
      if (at(word, place) != null) {
        return true;
      }
    }
    return false;
  }
}
