package dev.headway.terminal;

import dev.headway.text.JsonText;
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
    JsonText.quote(text, value, true);
    return this;
  }

  @Override
  public String toString() {
    return text.isEmpty() ? "{}" : text + "}";
  }
}
