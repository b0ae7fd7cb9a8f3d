package dev.headway.cli.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The lines of a file as bytes, without a copy of each. A line may be long, but not so long that it
 * would take all memory.
 */
final class LineReader implements Closeable {
  static final int MAX_LENGTH = 16 << 20;

  private final InputStream file;
  private byte[] buffer = new byte[1 << 16];
  private int filled;
  private int start;
  private int end;
  private int next;
  private long number;
  private boolean whole;
  private boolean tooLong;

  private LineReader(InputStream file) {
    this.file = file;
  }

  static LineReader open(Path file) throws IOException {
    return new LineReader(Files.newInputStream(file));
  }

  /** Goes to the next line. */
  boolean next() throws IOException {
    start = next;
    tooLong = false;
    int searched = start;
    while (true) {
      int at = indexOfEnd(searched);
      if (at >= 0) {
        return found(at, at + 1, true);
      }
      if (filled - start > MAX_LENGTH) {
        tooLong = true;
        filled = start;
      }
      int kept = filled - start;
      if (!fill()) {
        return filled > start || tooLong ? found(filled, filled, false) : false;
      }
      searched = start + kept;
    }
  }

  private boolean found(int at, int following, boolean hasEnd) {
    end = at > start && buffer[at - 1] == '\r' ? at - 1 : at;
    next = following;
    tooLong |= end - start > MAX_LENGTH;
    number++;
    whole = hasEnd;
    return true;
  }

  private int indexOfEnd(int from) {
    for (int i = from; i < filled; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Reads more behind the line that has begun, which may move to the front. */
  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = file.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, read);
    next = filled;
    return read > 0;
  }

  byte[] bytes() {
    return buffer;
  }

  int start() {
    return start;
  }

  /** Behind the last byte, without the end of the line. */
  int end() {
    return end;
  }

  long number() {
    return number;
  }

  /** Whether the line has its end; a last one that has not was perhaps cut off. */
  boolean isWhole() {
    return whole;
  }

  /** Whether only the end of the line is here, since it is too long. */
  boolean isTooLong() {
    return tooLong;
  }

  boolean isBlank() {
    for (int i = start; i < end; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  boolean startsWith(String ascii) {
    return Fields.startsWith(buffer, start, end, ascii);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
