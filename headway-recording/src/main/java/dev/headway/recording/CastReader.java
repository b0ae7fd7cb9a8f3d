package dev.headway.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.headway.internal.text.FileErrors;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads an asciicast of version 2 or 3, one event at a time, so that its length does not matter. A
 * last line that was cut off, as by a kill, is left out, and {@link #truncatedLine} reports it. Any
 * other error is refused with its line number. Not safe for several threads.
 */
public final class CastReader implements Closeable {
  private static final double MAX_SECONDS = 10 * 366 * 86_400.0;

  private final JsonFactory json = new JsonFactory();
  private final CastLines lines;
  private final CastHeader header;
  private double seconds;
  private long micros;
  private int truncatedLine;

  private CastReader(CastLines lines) throws IOException {
    this.lines = lines;
    this.header = readHeader();
  }

  /**
   * Opens a file and reads its first line.
   *
   * @param file an asciicast
   * @return a reader, to be closed
   * @throws CastException if it cannot be read, or is none
   * @throws IOException if it cannot be closed then
   */
  public static CastReader open(Path file) throws IOException {
    if (file.toString().isEmpty()) {
      throw new CastException("The name of the recording is empty.");
    }
    if (Files.isDirectory(file)) {
      throw new CastException(file + " is a folder, and no recording.");
    }
    InputStream stream;
    try {
      stream = Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new CastException("There is no file " + file + ".");
    } catch (IOException e) {
      throw new CastException(file + " cannot be read: " + FileErrors.of(e) + ".");
    }
    CastLines lines = new CastLines(stream, String.valueOf(file));
    try {
      return new CastReader(lines);
    } catch (Throwable e) {
      lines.close();
      throw e;
    }
  }

  /** The first line. */
  CastHeader header() {
    return header;
  }

  /**
   * How players are to wait.
   *
   * @return the longest wait between two events in seconds, or null if the file sets no limit
   */
  public @Nullable Double idleLimit() {
    return header.idleLimit();
  }

  /**
   * Tells whether the end is missing; known when there are no more events.
   *
   * @return the number of the last line if it was cut off, else 0
   */
  public int truncatedLine() {
    return truncatedLine;
  }

  /**
   * Reads on.
   *
   * @return the next event, or null if there is none
   * @throws CastException if the next line is no event; the message names it
   * @throws IOException if the file cannot be read
   */
  public @Nullable CastEvent next() throws IOException {
    for (String line = lines.next(); line != null; line = lines.next()) {
      boolean comment = header.version() == 3 && line.startsWith("#");
      if (line.isBlank() || comment) {
        continue;
      }
      try {
        return event(line);
      } catch (JsonProcessingException e) {
        if (!lines.isWhole()) {
          truncatedLine = lines.number();
          return null;
        }
        int column = Math.max(1, e.getLocation().getColumnNr());
        throw lines.wrong("this is no JSON, from character " + column + " on");
      }
    }
    return null;
  }

  private CastEvent event(String line) throws IOException {
    try (JsonParser parser = json.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw lines.wrong("an event is a list such as [1.5, \"o\", \"text\"]");
      }
      if (!isNumber(parser.nextToken())) {
        throw lines.wrong("an event begins with its time in seconds");
      }
      double time = parser.getDoubleValue();
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        throw lines.wrong("the second of an event is its code, such as \"o\"");
      }
      String code = parser.getText();
      String data = "";
      JsonToken third = parser.nextToken();
      if (third == JsonToken.VALUE_STRING) {
        data = parser.getText();
      } else if ("omrix".contains(code)) {
        throw lines.wrong("the third of an event is its text");
      }
      while (third != null) {
        third = parser.nextToken(); // All of the line must be JSON.
      }
      return new CastEvent(at(time), code, data);
    }
  }

  /** Seconds since the beginning, or since the event before, as in version 3. */
  private long at(double time) throws IOException {
    double now = header.version() == 3 ? seconds + time : time;
    if (!(time >= 0) || now > MAX_SECONDS) {
      throw lines.wrong("no recording has the time " + time);
    }
    seconds = now;
    micros = Math.max(micros, Math.round(now * 1e6));
    return micros;
  }

  private static boolean isNumber(@Nullable JsonToken token) {
    return token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT;
  }

  private CastHeader readHeader() throws IOException {
    String line = lines.next();
    if (line == null) {
      throw lines.empty();
    }
    try (JsonParser parser = json.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw noCast();
      }
      return new CastFields(parser).header();
    } catch (JsonProcessingException e) {
      throw noCast();
    } catch (IllegalArgumentException e) {
      throw lines.wrong(String.valueOf(e.getMessage()).replaceFirst("\\.$", ""));
    }
  }

  private CastException noCast() {
    return lines.wrong(
        "this is no asciicast, which begins with a line such as {\"version\": 2, \"width\": 80,"
            + " \"height\": 24}");
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
