package dev.headway.internal.text;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes texts of users fit to be shown: on one line, of a bounded length, and without anything that
 * cannot be seen but does something. An input or a name can therefore not move the cursor, forge a
 * line, hide letters or change their order.
 */
public final class ControlEscapes {

  /** What a name has at the most, in characters. */
  public static final int MAX_LENGTH = 200;

  private ControlEscapes() {}

  /**
   * A text on one line, as long as it is: what cannot be seen has a readable form such as {@code
   * ^[} or <code>&#92;u202e</code>, tabs and ends of lines are blanks.
   *
   * @param text any text
   * @return the same if there is nothing to do
   */
  public static String whole(String text) {
    return Characters.whole(text);
  }

  /**
   * A text of several lines, as long as it is, with its ends of lines.
   *
   * @param text any text
   * @return each of its lines made visible; the same if there is nothing to do
   */
  public static String lines(String text) {
    if (text.indexOf('\n') < 0) {
      return whole(text);
    }
    return text.lines().map(ControlEscapes::whole).collect(Collectors.joining("\n"));
  }

  /**
   * A text on one line, cut if it is longer than most names are.
   *
   * @param text any text
   * @return at most {@link #MAX_LENGTH} characters of it, made visible, with an ellipsis if it was
   *     cut
   */
  public static String of(String text) {
    return of(text, MAX_LENGTH);
  }

  /**
   * A text on one line, cut if it is too long.
   *
   * @param text any text
   * @param longest how many characters of it are kept
   * @return these, made visible, with an ellipsis if it was cut
   */
  public static String of(String text, int longest) {
    return whole(bounded(text, longest));
  }

  /**
   * The text of something that is the user's, as {@link UserText} has it.
   *
   * @param any what it is; may be null
   * @param longest how many characters of its text are kept
   * @return these, made visible, with an ellipsis if it was cut
   */
  public static String value(@Nullable Object any, int longest) {
    return whole(UserText.of(any, longest));
  }

  /**
   * A record as it would be as a text, but that each value is made fit to be shown: for records
   * that hold values of the user, and that the user may print.
   *
   * @param one the record
   * @return such as {@code Success[index=0, input=a, value=b]}, on one line
   */
  public static String record(Record one) {
    List<@Nullable Object> named = new ArrayList<>();
    try {
      for (RecordComponent component : one.getClass().getRecordComponents()) {
        named.add(component.getName());
        named.add(component.getAccessor().invoke(one));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("Not a public record: " + one.getClass(), e);
    }
    return named(one.getClass().getSimpleName(), named.toArray());
  }

  /**
   * The same of what is no record.
   *
   * @param type the name of its class
   * @param namesAndValues the name of each component, and its value behind it
   * @return such as {@code Row[id=0, label=a]}, on one line
   */
  public static String named(String type, @Nullable Object... namesAndValues) {
    StringBuilder text = new StringBuilder(type).append('[');
    for (int i = 0; i < namesAndValues.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append(namesAndValues[i]).append('=');
      text.append(value(namesAndValues[i + 1], MAX_LENGTH));
    }
    return text.append(']').toString();
  }

  /**
   * The beginning of a text, if it is too long.
   *
   * @param text any text
   * @param longest how many characters are kept; one less if a character would be cut in two
   * @return the text, or its beginning and an ellipsis
   */
  public static String bounded(String text, int longest) {
    return Characters.bounded(text, longest);
  }

  /**
   * The end of a text, if it is too long.
   *
   * @param text any text
   * @param longest how many characters are kept; one less if a character would be cut in two
   * @return the text, or an ellipsis and its end
   */
  public static String boundedEnd(String text, int longest) {
    return Characters.boundedEnd(text, longest);
  }

  /**
   * The readable form of a character that cannot be seen.
   *
   * @param c its code point
   * @return the form, in ASCII
   */
  public static String escape(int c) {
    return Characters.escape(c);
  }
}
