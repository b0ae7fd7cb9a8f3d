package dev.headway.cli.attach;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of a feed. A field that is missing, or of another type than expected, is unknown: feeds
 * of other versions may have others.
 *
 * @param fields by name; objects, lists, texts, numbers and truth values
 */
record FeedObject(Map<String, @Nullable Object> fields) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final double NANOS = 1e9;

  /**
   * Reads a line.
   *
   * @throws IOException if it is no object of JSON
   */
  static FeedObject parse(String line) throws IOException {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("The feed has a line that is no object of JSON.");
      }
      return object(parser);
    }
  }

  private static FeedObject object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return new FeedObject(fields);
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
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> parser.getText();
      default -> null;
    };
  }

  /** A text; empty if it is unknown. */
  String text(String name) {
    return fields.get(name) instanceof String text ? text : "";
  }

  /** A whole number; null if it is unknown. */
  @Nullable Long number(String name) {
    return fields.get(name) instanceof Number number ? (Long) number.longValue() : null;
  }

  /** A count; 0 if it is unknown. */
  long count(String name) {
    return fields.get(name) instanceof Number number ? number.longValue() : 0;
  }

  /** A small count, such as that of workers. */
  int few(String name) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, count(name)));
  }

  /** Any number; null if it is unknown. */
  @Nullable Double real(String name) {
    return fields.get(name) instanceof Number number ? (Double) number.doubleValue() : null;
  }

  /** A time in nanoseconds, of a field in seconds; null if it is unknown. */
  @Nullable Long nanos(String name) {
    Double seconds = real(name);
    return seconds == null ? null : (Long) Math.round(seconds * NANOS);
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  /** The objects of a list; empty if it is unknown. */
  List<FeedObject> objects(String name) {
    List<FeedObject> all = new ArrayList<>();
    if (fields.get(name) instanceof List<?> values) {
      for (Object value : values) {
        if (value instanceof FeedObject object) {
          all.add(object);
        }
      }
    }
    return all;
  }

  /** The object in a field; one without fields if it is unknown. */
  FeedObject object(String name) {
    return fields.get(name) instanceof FeedObject object ? object : new FeedObject(Map.of());
  }
}
