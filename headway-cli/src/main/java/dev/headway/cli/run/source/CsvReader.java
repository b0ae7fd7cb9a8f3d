package dev.headway.cli.run.source;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts comma-separated text into records and fields. A field in quotes may have the separator, line
 * feeds, and quotes that are doubled. Used by one thread.
 */
public final class CsvReader implements ValueReader<List<String>> {
  private static final int SIZE = 64 << 10;
  private static final int NONE = -2;

  private final InputStream in;
  private final char separator;
  private final StringBuilder field = new StringBuilder();
  private int ahead = NONE;

  /**
   * Makes a reader.
   *
   * @param in what is read
   * @param separator what stands between two fields
   */
  public CsvReader(InputStream in, char separator) {
    this.in = new BufferedInputStream(in, SIZE);
    this.separator = separator;
  }

  /**
   * Reads one record of a text.
   *
   * @param text a byte text
   * @param separator what stands between two fields
   * @return its fields, one at least
   * @throws IOException if a quote is not closed
   */
  public static List<String> fields(String text, char separator) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    List<String> record = new CsvReader(new ByteArrayInputStream(bytes), separator).next();
    return record == null ? List.of("") : record;
  }

  @Override
  public @Nullable List<String> next() throws IOException {
    if (peek() < 0) {
      return null;
    }
    List<String> record = new ArrayList<>();
    do {
      field.setLength(0);
      if (peek() == '"') {
        readQuoted();
      }
      readPlain();
      record.add(field.toString());
    } while (take() == separator);
    return record;
  }

  private void readQuoted() throws IOException {
    take();
    while (true) {
      int read = take();
      if (read < 0) {
        throw new IOException("A quote in the CSV is not closed");
      }
      if (read == '"') {
        if (peek() != '"') {
          return;
        }
        take();
      }
      field.append((char) read);
    }
  }

  /** Reads up to the separator or the end of the line, which is left. */
  private void readPlain() throws IOException {
    while (peek() >= 0 && peek() != separator && peek() != '\n') {
      int read = take();
      if (read != '\r' || peek() != '\n') {
        field.append((char) read);
      }
    }
  }

  private int peek() throws IOException {
    if (ahead == NONE) {
      ahead = in.read();
    }
    return ahead;
  }

  private int take() throws IOException {
    int read = peek();
    ahead = read < 0 ? read : NONE;
    return read;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
