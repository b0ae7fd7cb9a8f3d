package dev.headway.cli.run.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into values, which are byte texts. Used by one thread. */
public final class InputReader implements ValueReader<String> {
  private static final int SIZE = 64 << 10;
  private static final int FIRST = 256;

  /** What an array can hold in any JVM. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final InputStream in;
  private final byte[] separator;
  private final @Nullable String end;
  private final int most;
  private byte[] value = new byte[FIRST];
  private boolean ended;

  /**
   * Makes a reader.
   *
   * @param in what is read
   * @param separator what ends a value, such as a line feed; a byte text of one byte at least
   * @param end a value behind which nothing is read; null if there is none
   */
  public InputReader(InputStream in, String separator, @Nullable String end) {
    this(in, separator, end, MOST);
  }

  /**
   * Makes a reader.
   *
   * @param most how many bytes a value may have, its separator included
   */
  InputReader(InputStream in, String separator, @Nullable String end, int most) {
    this.in = new BufferedInputStream(in, SIZE);
    this.separator = separator.getBytes(StandardCharsets.ISO_8859_1);
    this.end = end;
    this.most = most;
  }

  @Override
  public @Nullable String next() throws IOException {
    String next = ended ? null : read();
    if (next == null || next.equals(end)) {
      ended = true;
      return null;
    }
    return next;
  }

  private @Nullable String read() throws IOException {
    int length = 0;
    int read = in.read();
    if (read < 0) {
      return null;
    }
    for (; read >= 0; read = in.read()) {
      if (length >= most) {
        throw new IOException("one has more than " + most + " bytes; is its separator right?");
      }
      if (length == value.length) {
        value = Arrays.copyOf(value, (int) Math.min(2L * length, most));
      }
      value[length++] = (byte) read;
      if (isAtSeparator(length)) {
        length -= separator.length;
        break;
      }
    }
    return new String(value, 0, length, StandardCharsets.ISO_8859_1);
  }

  private boolean isAtSeparator(int length) {
    int from = length - separator.length;
    if (from < 0 || value[length - 1] != separator[separator.length - 1]) {
      return false;
    }
    return Arrays.equals(value, from, length, separator, 0, separator.length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
