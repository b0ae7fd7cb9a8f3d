package dev.headway.internal.terminal.json;

import dev.headway.internal.text.JsonText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a JSON object in ASCII. */
public final class JsonObject {

  private final StringBuilder text = new StringBuilder();

  /** A time as all objects have it. */
  public static Double seconds(long nanos) {
    return nanos / 1e9;
  }

  /** Adds a number; one that JSON cannot express becomes null. */
  public JsonObject add(String name, @Nullable Number value) {
    boolean finite = value != null && Double.isFinite(value.doubleValue());
    return field(name).raw(finite ? String.valueOf(value) : "null");
  }

  /** Adds a text; null if there is none. */
  public JsonObject add(String name, @Nullable String value) {
    return value == null ? field(name).raw("null") : field(name).quote(value);
  }

  /** Adds yes or no. */
  public JsonObject add(String name, boolean value) {
    return field(name).raw(String.valueOf(value));
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
