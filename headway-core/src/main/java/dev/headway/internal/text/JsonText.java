package dev.headway.internal.text;

/** Writes texts as JSON has them. */
public final class JsonText {

  private JsonText() {}

  /**
   * Adds a text in quotes. Half of a character, which many readers refuse, becomes U+FFFD.
   *
   * @param to what it is added to
   * @param text any text
   * @param ascii true if nothing but ASCII is to be written, as where the charset of the reader is
   *     not known
   */
  public static void quote(StringBuilder to, String text, boolean ascii) {
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = isHalf(text, i) ? '\uFFFD' : text.charAt(i);
      switch (c) {
        case '"', '\\' -> to.append('\\').append(c);
        case '\n' -> to.append("\\n");
        case '\r' -> to.append("\\r");
        case '\t' -> to.append("\\t");
        default -> {
          boolean hidden = c < ' ' || c == 0x7F || c == 0x2028 || c == 0x2029;
          to.append(hidden || ascii && c > 0x7F ? String.format("\\u%04x", (int) c) : c);
        }
      }
    }
    to.append('"');
  }

  private static boolean isHalf(String text, int at) {
    return Character.isSurrogate(text.charAt(at))
        && Character.isBmpCodePoint(text.codePointAt(at))
        && (at == 0 || Character.isBmpCodePoint(text.codePointBefore(at + 1)));
  }
}
