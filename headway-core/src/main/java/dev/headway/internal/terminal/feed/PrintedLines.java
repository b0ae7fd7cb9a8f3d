package dev.headway.internal.terminal.feed;

import dev.headway.internal.text.ControlEscapes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The lines that other processes printed and no client was told of, the latest alone. Without a
 * client nothing is kept. A line that began without one is told to none, as its beginning is not
 * known. Safe for use by several threads.
 */
final class PrintedLines {
  /** How many lines are kept for clients: a snapshot comes ten times a second. */
  static final int MAX_WAITING = 100;

  static final int MAX_LENGTH = 400;

  /** A character has four bytes at most. */
  private static final int MAX_BYTES = 4 * (MAX_LENGTH + 1);

  /**
   * A line.
   *
   * @param error whether it was printed to standard error
   * @param text made visible, and cut if it is long
   */
  record Printed(boolean error, String text) {}

  /**
   * Some lines.
   *
   * @param skipped how many lines before these were left out
   * @param lines the oldest first
   */
  record Taken(long skipped, List<Printed> lines) {}

  /** The line of a stream that has not ended. */
  private static final class Unfinished {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Whether a part of it came, of whatever length. */
    private boolean begun;

    /** Whether all that came of it was kept. */
    private boolean whole = true;

    void append(byte[] text, int begin, int end) {
      begun |= end > begin;
      int room = whole ? Math.max(0, MAX_BYTES - bytes.size()) : 0;
      bytes.write(text, begin, Math.min(end - begin, room));
    }

    /** Takes text that nobody is told of. */
    void pass(byte[] text, int length) {
      if (length > 0) {
        begun = text[length - 1] != '\n';
        whole = !begun;
      }
    }

    void forget() {
      whole = !begun;
      bytes.reset();
    }

    void end() {
      begun = false;
      whole = true;
      bytes.reset();
    }
  }

  // Guarded by this, all of them.
  private final Unfinished output = new Unfinished();
  private final Unfinished error = new Unfinished();
  private final Deque<Printed> waiting = new ArrayDeque<>();
  private long skipped;
  private boolean listening;

  /** There is a client from now on. */
  synchronized void listen() {
    listening = true;
  }

  /** There is no client any more. */
  synchronized void forget() {
    listening = false;
    output.forget();
    error.forget();
    waiting.clear();
    skipped = 0;
  }

  /**
   * Adds text.
   *
   * @param toError whether it goes to standard error
   * @param text whole lines, or a part of one
   * @param length how many bytes of the text are meant
   */
  synchronized void add(boolean toError, byte[] text, int length, Charset charset) {
    Unfinished line = toError ? error : output;
    if (!listening) {
      line.pass(text, length);
      return;
    }
    int begin = 0;
    for (int at = 0; at < length; at++) {
      if (text[at] == '\n') {
        line.append(text, begin, at);
        finish(toError, line, charset);
        begin = at + 1;
      }
    }
    line.append(text, begin, length);
  }

  private void finish(boolean toError, Unfinished line, Charset charset) {
    if (line.whole) {
      if (waiting.size() == MAX_WAITING) {
        waiting.removeFirst();
        skipped++;
      }
      String text = line.bytes.toString(charset).stripTrailing();
      waiting.addLast(new Printed(toError, ControlEscapes.of(text, MAX_LENGTH)));
    }
    line.end();
  }

  /** Returns what came since the last call. */
  synchronized Taken take() {
    Taken taken = new Taken(skipped, List.copyOf(waiting));
    waiting.clear();
    skipped = 0;
    return taken;
  }
}
