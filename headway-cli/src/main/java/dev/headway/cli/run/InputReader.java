package dev.headway.cli.run;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into values. Used by one thread. */
final class InputReader implements AutoCloseable {
  private static final int SIZE = 64 << 10;

  private final InputStream in;
  private final int separator;
  private final ByteArrayOutputStream value = new ByteArrayOutputStream();

  /**
   * @param separator the byte that ends a value: a line feed or a null byte
   */
  InputReader(InputStream in, char separator) {
    this.in = new BufferedInputStream(in, SIZE);
    this.separator = separator;
  }

  /** Returns the next value as a byte text, or null behind the last. */
  @Nullable String next() throws IOException {
    value.reset();
    int read = in.read();
    if (read < 0) {
      return null;
    }
    for (; read >= 0 && read != separator; read = in.read()) {
      value.write(read);
    }
    return ByteText.of(value.toByteArray());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
