package dev.headway.internal.process.client;

import dev.headway.internal.text.ControlEscapes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of a worker's standard error, for messages. Safe for use by several threads. */
public final class Tail {
  private static final int MAX_LINES = 20;
  private static final int MAX_CHARS = 4096;

  private final Deque<String> lines = new ArrayDeque<>();
  private int chars;

  synchronized void add(String line) {
    String kept = ControlEscapes.bounded(line, MAX_CHARS - 1);
    lines.addLast(kept);
    chars += kept.length();
    while (lines.size() > MAX_LINES || chars > MAX_CHARS) {
      chars -= lines.removeFirst().length();
    }
  }

  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** A sentence with the lines, or nothing if there were none. */
  synchronized String sentence() {
    StringBuilder text = new StringBuilder(lines.isEmpty() ? "" : " Its last lines:");
    lines.forEach(line -> text.append("\n  ").append(ControlEscapes.whole(line)));
    return text.toString();
  }
}
