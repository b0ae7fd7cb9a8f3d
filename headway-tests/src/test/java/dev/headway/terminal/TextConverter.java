package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes a file of what was written on the terminal, and refuses what contains "too much". */
public final class TextConverter implements RecordingConverter {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void check(RecordingFormat format) {}

  @Override
  public void convert(Path cast, RecordingFormat format, OutputStream to) throws IOException {
    StringBuilder text = new StringBuilder();
    if (format != RecordingFormat.TXT) {
      text.append(RecordingFormat.MARK).append('\n');
    }
    List<String> lines = Files.readAllLines(cast);
    for (String line : lines.subList(1, lines.size())) {
      JsonNode event = JSON.readTree(line);
      if (event.get(1).asText().equals("o")) {
        text.append(event.get(2).asText().replace("\r\n", "\n"));
      }
    }
    to.write(text.toString().getBytes(UTF_8));
    if (text.indexOf("too much") >= 0) {
      throw new IOException("it is too much");
    }
  }
}
