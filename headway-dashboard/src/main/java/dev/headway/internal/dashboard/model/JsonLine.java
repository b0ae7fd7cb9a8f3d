package dev.headway.internal.dashboard.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object of JSON, as a job tells of itself. A field that is missing, or of another kind than is
 * asked for, is unknown: a newer job may say more, and a hostile one anything. Immutable.
 */
public final class JsonLine {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Map<String, @Nullable Object> fields;

  private JsonLine(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  /**
   * Reads a line.
   *
   * @param line its text
   * @return null if it is no object of JSON
   */
  public static @Nullable JsonLine parse(String line) {
    try (JsonParser parser = FACTORY.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      JsonLine object = object(parser);
      return parser.nextToken() == null ? object : null;
    } catch (IOException notJson) {
      return null;
    }
  }

  private static JsonLine object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return new JsonLine(fields);
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<@Nullable Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values.add(value(parser));
        }
        yield values;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT, LONG -> (Object) parser.getLongValue();
            default -> (Object) parser.getDoubleValue();
          };
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  /** What it tells of; empty if it does not say. */
  public String event() {
    return text("event");
  }

  /** A text; empty if there is none. */
  public String text(String name) {
    return fields.get(name) instanceof String text ? text : "";
  }

  /** Whether it says that this is so. */
  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  /** A whole number, or null. */
  public @Nullable Long whole(String name) {
    return fields.get(name) instanceof Long number ? number : null;
  }

  /** A whole number that is a count: 0 if there is none, or a negative one. */
  public long count(String name) {
    Long number = whole(name);
    return number == null ? 0 : Math.max(0, number);
  }

  /** A finite number, or null. */
  public @Nullable Double number(String name) {
    return fields.get(name) instanceof Number number && Double.isFinite(number.doubleValue())
        ? (Double) number.doubleValue()
        : null;
  }

  /** A time that is not negative, in nanoseconds, or null. */
  public @Nullable Long nanos(String name) {
    Double seconds = number(name);
    return seconds == null || seconds < 0 ? null : (Long) (long) (seconds * 1e9);
  }

  /** When the line was made, in milliseconds of the system's clock, or null. */
  public @Nullable Long atMillis() {
    try {
      return fields.get("at") instanceof String at ? (Long) Instant.parse(at).toEpochMilli() : null;
    } catch (DateTimeException | ArithmeticException unreadable) {
      return null;
    }
  }

  /** The objects of a list; null if there is no such list. */
  public @Nullable List<JsonLine> objects(String name) {
    if (!(fields.get(name) instanceof List<?> values)) {
      return null;
    }
    return values.stream().filter(JsonLine.class::isInstance).map(JsonLine.class::cast).toList();
  }
}
