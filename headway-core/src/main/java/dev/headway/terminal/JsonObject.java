package dev.headway.terminal;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a JSON object in ASCII. */
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

  /** Adds an object. */
  JsonObject add(String name, JsonObject value) {
    return field(name).raw(value.toString());
  }

  /** Adds a list of objects. */
  JsonObject add(String name, List<JsonObject> values) {
    String all = values.stream().map(JsonObject::toString).collect(Collectors.joining(","));
    return field(name).raw("[" + all + "]");
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
      char c = halved(value, i) ? '\uFFFD' : value.charAt(i);
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

  /** Half of a character, which many readers of JSON refuse. */
  private static boolean halved(String value, int at) {
    return Character.isSurrogate(value.charAt(at))
        && Character.isBmpCodePoint(value.codePointAt(at))
        && (at == 0 || Character.isBmpCodePoint(value.codePointBefore(at + 1)));
  }

  @Override
  public String toString() {
    return text.isEmpty() ? "{}" : text + "}";
  }
}
