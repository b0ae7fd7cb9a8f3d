package dev.headway.terminal;

/** Makes control characters visible, so that a name cannot move the cursor. */
final class Visible {

  private Visible() {}

  /** The text with every control character replaced by a readable form such as {@code ^[}. */
  static String of(String text) {
    StringBuilder clean = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Bidirectional overrides would reorder the rest of the line on the screen.
      boolean reorders = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
      boolean breaks = c == 0x2028 || c == 0x2029;
      if (Character.isISOControl(c) || reorders || breaks || loneSurrogate(text, i)) {
        if (clean == null) {
          clean = new StringBuilder(text.substring(0, i));
        }
        clean.append(escape(c));
      } else if (clean != null) {
        clean.append(c);
      }
    }
    return clean == null ? text : clean.toString();
  }

  /** The readable form of a control character. */
  static String escape(char c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return " ";
    }
    if (c < ' ' || c == 0x7F) {
      return "^" + (char) (c ^ 0x40);
    }
    return String.format("\\u%04x", (int) c);
  }

  private static boolean loneSurrogate(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
