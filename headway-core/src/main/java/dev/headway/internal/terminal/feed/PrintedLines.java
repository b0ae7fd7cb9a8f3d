package dev.headway.internal.terminal.feed;

import dev.headway.internal.text.ControlEscapes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The lines that worker processes printed and no client was told of, the latest alone. Safe for use
 * by several threads.
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

  // Guarded by this, all of them.
  private final ByteArrayOutputStream unfinishedOutput = new ByteArrayOutputStream();
  private final ByteArrayOutputStream unfinishedError = new ByteArrayOutputStream();
  private final Deque<Printed> waiting = new ArrayDeque<>();
  private long skipped;

  /**
   * Adds text.
   *
   * @param error whether it goes to standard error
   * @param text whole lines, or a part of one
   */
  synchronized void add(boolean error, byte[] text, Charset charset) {
    ByteArrayOutputStream unfinished = error ? unfinishedError : unfinishedOutput;
    int begin = 0;
    for (int at = 0; at < text.length; at++) {
      if (text[at] == '\n') {
        append(unfinished, text, begin, at);
        finish(error, unfinished, charset);
        begin = at + 1;
      }
    }
    append(unfinished, text, begin, text.length);
  }

  private static void append(ByteArrayOutputStream line, byte[] text, int begin, int end) {
    int room = Math.max(0, MAX_BYTES - line.size());
    line.write(text, begin, Math.min(end - begin, room));
  }

  private void finish(boolean error, ByteArrayOutputStream unfinished, Charset charset) {
    String line = unfinished.toString(charset).stripTrailing();
    unfinished.reset();
    if (waiting.size() == MAX_WAITING) {
      waiting.removeFirst();
      skipped++;
    }
    waiting.addLast(new Printed(error, ControlEscapes.of(line, MAX_LENGTH)));
  }

  /** Returns what came since the last call. */
  synchronized Taken take() {
    Taken taken = new Taken(skipped, List.copyOf(waiting));
    waiting.clear();
    skipped = 0;
    return taken;
  }
}
