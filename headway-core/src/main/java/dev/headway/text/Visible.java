package dev.headway.text;

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
public final class Visible {

  /** What a name has at the most, in characters. */
  public static final int LONGEST = 200;

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int BLACK_FLAG = 0x1F3F4;

  private Visible() {}

  /**
   * A text on one line, as long as it is: what cannot be seen has a readable form such as {@code
   * ^[} or <code>&#92;u202e</code>, tabs and ends of lines are blanks.
   *
   * @param text any text
   * @return the same if there is nothing to do
   */
  public static String whole(String text) {
    int at = 0;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length() + 16).append(text, 0, at);
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      if (isSeen(c) || isJoined(text, at, c)) {
        clean.appendCodePoint(c);
      } else {
        clean.append(escape(c));
      }
      at = next;
    }
    return clean.toString();
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
    return text.lines().map(Visible::whole).collect(Collectors.joining("\n"));
  }

  /**
   * A text on one line, cut if it is longer than most names are.
   *
   * @param text any text
   * @return at most {@link #LONGEST} characters of it, made visible, with an ellipsis if it was cut
   */
  public static String of(String text) {
    return of(text, LONGEST);
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
   * that hold what is the user's, who may print them.
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
      text.append(value(namesAndValues[i + 1], LONGEST));
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
    if (text.length() <= longest) {
      return text;
    }
    boolean pair = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, pair ? longest - 1 : longest) + "…";
  }

  /**
   * The end of a text, if it is too long.
   *
   * @param text any text
   * @param longest how many characters are kept; one less if a character would be cut in two
   * @return the text, or an ellipsis and its end
   */
  public static String boundedEnd(String text, int longest) {
    int at = text.length() - longest;
    if (at <= 0) {
      return text;
    }
    boolean pair = longest > 0 && Character.isLowSurrogate(text.charAt(at));
    return "…" + text.substring(pair ? at + 1 : at);
  }

  /**
   * The readable form of a character that cannot be seen.
   *
   * @param c its code point
   * @return the form, in ASCII
   */
  public static String escape(int c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return " ";
    }
    if (c < ' ' || c == 0x7F) {
      return "^" + (char) (c ^ 0x40);
    }
    return Character.isBmpCodePoint(c) ? String.format("\\u%04x", c) : String.format("\\u{%x}", c);
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7F;
  }

  private static boolean isSeen(int c) {
    return switch (Character.getType(c)) {
      // The surrogates are halves of characters that lack the other.
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      case Character.FORMAT -> isSign(c);
      default -> true;
    };
  }

  /** Formats that stand around numbers or verses, and are drawn. */
  private static boolean isSign(int c) {
    return c >= 0x600 && c <= 0x605
        || c == 0x6DD
        || c == 0x70F
        || c == 0x890
        || c == 0x891
        || c == 0x8E2
        || c == 0x110BD
        || c == 0x110CD;
  }

  /** Whether it is part of what is drawn around it: of an emoji, or of a word in some scripts. */
  private static boolean isJoined(String text, int at, int c) {
    int next = at + Character.charCount(c);
    boolean amid = at > 0 && text.charAt(at - 1) > 0x7F;
    if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) {
      return amid && next < text.length() && isLetter(text, next) && isLetterBefore(text, at);
    }
    boolean tag = c >= 0xE0020 && c <= 0xE007F;
    return tag && amid && followsFlag(text, at);
  }

  private static boolean isLetter(String text, int at) {
    int c = text.codePointAt(at);
    return c > 0x7F && isSeen(c);
  }

  private static boolean isLetterBefore(String text, int at) {
    return isSeen(text.codePointBefore(at));
  }

  /** The flags of England, Scotland and the like are a black one and letters that are not seen. */
  private static boolean followsFlag(String text, int at) {
    int from = at;
    while (from > 0) {
      int before = text.codePointBefore(from);
      if (before == BLACK_FLAG) {
        return true;
      }
      if (before < 0xE0020 || before > 0xE007F || at - from > 16) {
        return false;
      }
      from -= Character.charCount(before);
    }
    return false;
  }
}
