package dev.headway.internal.dashboard.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes what the page is sent. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** What writes one object, which is open. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private Json() {}

  static String object(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Not in memory.
    }
    return text.toString();
  }

  /** A number that may be unknown, which is null and never 0. */
  static void number(JsonGenerator json, String name, @Nullable Double value) throws IOException {
    if (value == null || !Double.isFinite(value)) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  static void number(JsonGenerator json, String name, @Nullable Long value) throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  static void array(JsonGenerator json, String name, int[] values) throws IOException {
    json.writeFieldName(name);
    json.writeArray(values, 0, values.length);
  }
}
