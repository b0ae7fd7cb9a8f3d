package dev.headway.internal.process.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads what a worker prints, to the end, and hands it on byte for byte, in whole lines, so that
 * the lines of several workers never mix. A line that is longer than 64 KiB is handed on in parts.
 */
public final class LinePump implements Runnable {
  private static final int MAX_LENGTH = 1 << 16;

  /** Where the text goes. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Something was printed.
     *
     * @param text whole lines with their ends, or a part of a long line; the last line of the
     *     stream need not have an end
     * @param begins whether it begins at the beginning of a line
     * @param goesOn whether the line that it ends with goes on with the next call
     */
    void accept(byte[] text, boolean begins, boolean goesOn);
  }

  private final InputStream in;
  private final Sink sink;
  private final byte[] held = new byte[MAX_LENGTH];
  private int length;

  /** Whether the line has begun that what is held belongs to. */
  private boolean inLine;

  private volatile long passed;
  private volatile boolean passing;

  public LinePump(InputStream in, Sink sink) {
    this.in = in;
    this.sink = sink;
  }

  @Override
  public void run() {
    try (in) {
      for (int count = read(); count >= 0; count = read()) {
        int end = endOfLines(length, length + count);
        length += count;
        if (end > 0) {
          emit(end, false);
        } else if (length == MAX_LENGTH) {
          emit(endOfCharacters(), true);
        }
      }
    } catch (IOException e) {
      // The stream was closed: what came so far is what there is.
    }
    if (length > 0 || inLine) {
      emit(length, false);
    }
  }

  private int read() throws IOException {
    return in.read(held, length, MAX_LENGTH - length);
  }

  /** Ends the reading, also while it waits. */
  void close() {
    try {
      in.close();
    } catch (IOException e) {
      // It is not read any more.
    }
  }

  /** Where the last line that ends here has its end; 0 if none does. */
  private int endOfLines(int from, int to) {
    for (int i = to; i > from; i--) {
      if (held[i - 1] == '\n') {
        return i;
      }
    }
    return 0;
  }

  /** All that is held except for a character of UTF-8 that is not whole yet. */
  private int endOfCharacters() {
    int end = length;
    while (end > length - 4 && (held[end - 1] & 0xC0) == 0x80) {
      end--;
    }
    return (held[end - 1] & 0x80) == 0 ? length : end - 1;
  }

  /** How often it has passed something on. */
  long passed() {
    return passed;
  }

  /** Whether it is passing something on at this moment, for which it may have to wait. */
  boolean isPassing() {
    return passing;
  }

  private void emit(int end, boolean goesOn) {
    passing = true;
    try {
      sink.accept(Arrays.copyOf(held, end), !inLine, goesOn);
    } catch (RuntimeException e) {
      // The listener must not stop the worker, which would block on a full pipe.
    } finally {
      passing = false;
    }
    System.arraycopy(held, end, held, 0, length - end);
    length -= end;
    inLine = goesOn;
    passed = passed + 1; // No other thread writes it.
  }
}
