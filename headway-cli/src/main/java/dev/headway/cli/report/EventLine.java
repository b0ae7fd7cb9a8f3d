package dev.headway.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one line of JSON. What is null or missing is unknown. */
final class EventLine {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Double> numbers = new HashMap<>();
  private final List<EventLine> slowest = new ArrayList<>();

  private EventLine() {}

  /** Reads a line; null if it is no object that Headway has written. */
  static @Nullable EventLine of(byte[] bytes, int from, int to) {
    try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      EventLine line = new EventLine();
      line.read(parser);
      boolean isAlone = parser.nextToken() == null;
      return isAlone && line.text("event") != null && line.number("v") != null ? line : null;
    } catch (IOException e) { // It is no JSON.
      return null;
    }
  }

  private void read(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = String.valueOf(parser.currentName());
      JsonToken value = parser.nextToken();
      if (value == null) {
        throw new EOFException();
      }
      if (value == JsonToken.VALUE_STRING) {
        texts.put(name, parser.getText());
      } else if (value.isNumeric()) {
        numbers.put(name, parser.getDoubleValue());
      } else if (value == JsonToken.START_ARRAY && name.equals("slowest")) {
        readSlowest(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readSlowest(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      EventLine task = new EventLine();
      task.read(parser);
      slowest.add(task);
    }
  }

  @Nullable String text(String name) {
    return texts.get(name);
  }

  /** A text, or nothing. */
  String words(String name) {
    return texts.getOrDefault(name, "");
  }

  @Nullable Double number(String name) {
    return numbers.get(name);
  }

  /** A whole number; 0 if it is missing. */
  long count(String name) {
    return numbers.getOrDefault(name, 0.0).longValue();
  }

  /** The tasks that took longest. */
  List<EventLine> slowest() {
    return slowest;
  }
}
