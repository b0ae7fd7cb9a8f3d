package dev.headway.internal.dashboard.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** What the worker processes of a program printed: the latest 200 lines. Guarded by the board. */
public final class PrintedLines {
  static final int MAX_LINES = 200;
  private static final int MAX_LENGTH = 400;

  /**
   * A line.
   *
   * @param stream {@code out} or {@code err}
   * @param atMillis when it was told, by the clock of the system; 0 if that is not known
   */
  public record Printed(String stream, String text, long atMillis) {}

  private final Deque<Printed> latest = new ArrayDeque<>();
  private long count;

  void add(JsonLine line) {
    if (latest.size() == MAX_LINES) {
      latest.removeFirst();
    }
    Long at = line.atMillis();
    String stream = line.text("stream").equals("err") ? "err" : "out";
    String text = Texts.error(line.text("text"), MAX_LENGTH);
    latest.addLast(new Printed(stream, text, at == null ? 0 : at));
    count += 1 + line.count("skipped");
  }

  /** How many there were, kept or not. */
  public long count() {
    return count;
  }

  /** Those that are kept, the latest first. */
  public List<Printed> latest() {
    List<Printed> all = new ArrayList<>(latest);
    Collections.reverse(all);
    return all;
  }
}
