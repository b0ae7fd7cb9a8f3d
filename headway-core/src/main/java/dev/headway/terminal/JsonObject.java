package dev.headway.terminal;

import org.jspecify.annotations.Nullable;

/** Writes a flat JSON object in ASCII. */
final class JsonObject {

  private final StringBuilder text = new StringBuilder();

  /** Adds a number; one that JSON cannot express becomes null. */
  JsonObject add(String name, @Nullable Number value) {
    boolean finite = value != null && Double.isFinite(value.doubleValue());
    return field(name).raw(finite ? String.valueOf(value) : "null");
  }

  /** Adds a text. */
  JsonObject add(String name, String value) {
    return field(name).quote(value);
  }

  private JsonObject field(String name) {
    return raw(text.isEmpty() ? "{" : ",").quote(name).raw(":");
  }

  private JsonObject raw(String part) {
    text.append(part);
    return this;
  }

  private JsonObject quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c >= 0x7F) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
    return this;
  }

  @Override
  public String toString() {
    return text + "}";
  }
}
