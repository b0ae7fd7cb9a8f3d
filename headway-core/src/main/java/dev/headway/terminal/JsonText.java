package dev.headway.terminal;

/** Writes texts as JSON does. */
final class JsonText {

  private JsonText() {}

  /** Adds a text in quotes; halves of characters become the sign for what cannot be read. */
  static void quote(StringBuilder to, String text) {
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> to.append('\\').append(c);
        case '\n' -> to.append("\\n");
        case '\r' -> to.append("\\r");
        case '\t' -> to.append("\\t");
        default -> {
          boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length();
          if (pair && Character.isLowSurrogate(text.charAt(i + 1))) {
            to.append(c).append(text.charAt(++i));
          } else if (Character.isSurrogate(c)) {
            to.append('\uFFFD');
          } else if (c < ' ' || c == 0x7F || c == 0x2028 || c == 0x2029) {
            to.append(String.format("\\u%04x", (int) c));
          } else {
            to.append(c);
          }
        }
      }
    }
    to.append('"');
  }
}
