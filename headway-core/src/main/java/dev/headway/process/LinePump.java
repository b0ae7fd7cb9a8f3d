package dev.headway.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads what a child prints, to the end, and hands it on line by line, so that the lines of several
 * children never mix. A line ends with LF or CRLF, at the end of the stream, or after 64 KiB.
 */
final class LinePump implements Runnable {
  private static final int MAX_LINE = 1 << 16;

  private final InputStream in;
  private final Consumer<String> lines;
  private final byte[] line = new byte[MAX_LINE];
  private int length;
  private volatile long passed;

  LinePump(InputStream in, Consumer<String> lines) {
    this.in = in;
    this.lines = lines;
  }

  @Override
  public void run() {
    byte[] buffer = new byte[8192];
    try (in) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        for (int i = 0; i < count; i++) {
          accept(buffer[i]);
        }
      }
    } catch (IOException e) {
      // The stream was closed: what came so far is what there is.
    }
    if (length > 0) {
      emit(length);
    }
  }

  /** Ends the reading, also while it waits. */
  void close() {
    try {
      in.close();
    } catch (IOException e) {
      // Nobody reads it any more.
    }
  }

  private void accept(byte b) {
    if (b == '\n') {
      emit(length > 0 && line[length - 1] == '\r' ? length - 1 : length);
      length = 0;
      return;
    }
    if (length == MAX_LINE) {
      split();
    }
    line[length++] = b;
  }

  /** Emits what is there except for a character that is not whole yet. */
  private void split() {
    int end = length;
    while (end > length - 4 && (line[end - 1] & 0xC0) == 0x80) {
      end--;
    }
    end = (line[end - 1] & 0x80) == 0 ? length : end - 1;
    emit(end);
    System.arraycopy(line, end, line, 0, length - end);
    length -= end;
  }

  /** How many lines it has passed on. */
  long passed() {
    return passed;
  }

  private void emit(int end) {
    try {
      lines.accept(new String(line, 0, end, UTF_8));
    } catch (RuntimeException e) {
      // Whoever shows the lines must not stop the child, which would block on a full pipe.
    }
    passed = passed + 1; // No other thread writes it.
  }
}
