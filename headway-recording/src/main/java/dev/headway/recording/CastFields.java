package dev.headway.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of the first line of an asciicast, as far as they are used. */
final class CastFields {

  private static final int LARGEST = 1000;

  private final Map<String, Double> numbers = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();

  /** Reads the object that has begun. */
  CastFields(JsonParser parser) throws IOException {
    read(parser, "");
    if (parser.nextToken() != null) {
      throw new IllegalArgumentException("Something follows the object of the first line");
    }
  }

  private void read(JsonParser parser, String prefix) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = prefix + parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT && name.equals("term")) {
        read(parser, "term.");
      } else if (value == JsonToken.VALUE_STRING) {
        texts.put(name, parser.getText());
      } else if (value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_NUMBER_FLOAT) {
        numbers.put(name, parser.getDoubleValue());
      } else {
        parser.skipChildren();
      }
    }
  }

  CastHeader header() {
    int version = whole("version", 1, 99);
    if (version == 1) {
      throw new IllegalArgumentException(
          "This is an asciicast of version 1; asciinema convert makes version 2 of it");
    }
    boolean third = version == 3;
    Double limit = numbers.get("idle_time_limit");
    Double timestamp = numbers.get("timestamp");
    return new CastHeader(
        version,
        whole(third ? "term.cols" : "width", 1, LARGEST),
        whole(third ? "term.rows" : "height", 1, LARGEST),
        timestamp == null ? null : timestamp.longValue(),
        texts.get("title"),
        texts.get("command"),
        positive(limit) ? limit : null);
  }

  private static boolean positive(@Nullable Double limit) {
    return limit != null && limit > 0;
  }

  private int whole(String name, int least, int most) {
    Double number = numbers.get(name);
    if (number == null || number != Math.rint(number) || number < least || number > most) {
      throw new IllegalArgumentException(
          "The first line of an asciicast has a whole number \""
              + name
              + "\" from "
              + least
              + " to "
              + most);
    }
    return number.intValue();
  }
}
