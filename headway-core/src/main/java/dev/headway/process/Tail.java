package dev.headway.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of a child's standard error, for messages. Safe for use by several threads. */
final class Tail {
  private static final int MAX_LINES = 20;
  private static final int MAX_CHARS = 4096;

  private final Deque<String> lines = new ArrayDeque<>();
  private int chars;

  synchronized void add(String line) {
    String kept = line.length() > MAX_CHARS ? line.substring(0, MAX_CHARS) : line;
    lines.addLast(kept);
    chars += kept.length();
    while (lines.size() > MAX_LINES || chars > MAX_CHARS) {
      chars -= lines.removeFirst().length();
    }
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** A sentence with the lines, or nothing if there were none. */
  synchronized String sentence() {
    return lines.isEmpty() ? "" : " Its last lines:\n  " + String.join("\n  ", lines);
  }
}
