package dev.headway.recording;

import dev.headway.internal.text.FileErrors;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of a file, none of which may be so long that it would take all memory. */
final class CastLines implements Closeable {
  static final int MAX_LENGTH = 16 << 20;

  private final InputStream file;
  private final String name;
  private int number;
  private boolean whole;

  CastLines(InputStream file, String name) {
    this.file = new BufferedInputStream(file, 1 << 16);
    this.name = name;
  }

  /** The next line without its end, or null if there is none. */
  @Nullable String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = read(); ; b = read()) {
      if (b == '\n' || b < 0) {
        if (b < 0 && line.size() == 0) {
          return null;
        }
        number++;
        whole = b == '\n';
        return line.toString(StandardCharsets.UTF_8);
      }
      if (line.size() == MAX_LENGTH) {
        number++;
        throw wrong("it is longer than " + (MAX_LENGTH >> 20) + " MiB");
      }
      line.write(b);
    }
  }

  private int read() throws CastException {
    try {
      return file.read();
    } catch (IOException e) {
      throw new CastException(name + " cannot be read: " + FileErrors.of(e) + ".");
    }
  }

  /** Whether the last line has its end; one that has not was perhaps cut off. */
  boolean isWhole() {
    return whole;
  }

  int number() {
    return number;
  }

  /** What is wrong with the last line. */
  CastException wrong(String what) {
    return new CastException(name + ", line " + number + ": " + what + ".");
  }

  CastException empty() {
    return new CastException(name + " is empty, and no recording.");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
