package dev.headway.internal.text;

/** What of a text is seen, character by character, and where it may be cut. */
final class Characters {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int BLACK_FLAG = 0x1F3F4;

  private Characters() {}

  static String whole(String text) {
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

  static String bounded(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean pair = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, pair ? longest - 1 : longest) + "…";
  }

  static String boundedEnd(String text, int longest) {
    int at = text.length() - longest;
    if (at <= 0) {
      return text;
    }
    boolean pair = longest > 0 && Character.isLowSurrogate(text.charAt(at));
    return "…" + text.substring(pair ? at + 1 : at);
  }

  static String escape(int c) {
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
