package dev.headway.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;

/** Writes texts as JSON does. */
final class JsonText {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE).build();

  private JsonText() {}

  /** A text in quotes. */
  static String quoted(String text) throws IOException {
    StringWriter quoted = new StringWriter(text.length() + 16);
    try (JsonGenerator generator = JSON.createGenerator(quoted)) {
      generator.writeString(text);
    }
    return quoted.toString();
  }
}
