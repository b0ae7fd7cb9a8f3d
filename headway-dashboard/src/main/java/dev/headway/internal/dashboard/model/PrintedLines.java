package dev.headway.internal.dashboard.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * What the processes of a program printed: the latest 200 lines, or fewer where all programs
 * together print too much. Guarded by the board.
 */
public final class PrintedLines {
  static final int MAX_LINES = 200;
  private static final int MAX_LENGTH = 400;

  /** Of a line, beside its text. */
  private static final int LINE_BYTES = 100;

  /**
   * A line.
   *
   * @param stream {@code out} or {@code err}
   * @param atMillis when it was told, by the clock of the system; 0 if that is not known
   */
  public record Printed(String stream, String text, long atMillis) {}

  /**
   * A line that is kept.
   *
   * @param order later lines have higher ones, whichever program printed them
   */
  private record Kept(long order, Printed line) {
    /** A character has two bytes at most. */
    long bytes() {
      return LINE_BYTES + 2L * line.text.length();
    }
  }

  private final Deque<Kept> latest = new ArrayDeque<>();
  private long count;
  private long bytes;
  private boolean givenUp;

  /**
   * Takes a line.
   *
   * @param order higher than that of each line before, of all programs
   */
  void add(JsonLine line, long order) {
    if (latest.size() == MAX_LINES) {
      removeFirst();
    }
    Long at = line.atMillis();
    String stream = line.text("stream").equals("err") ? "err" : "out";
    String text = Texts.error(line.text("text"), MAX_LENGTH);
    Kept kept = new Kept(order, new Printed(stream, text, at == null ? 0 : at));
    latest.addLast(kept);
    bytes += kept.bytes();
    count += 1 + line.count("skipped");
  }

  private void removeFirst() {
    bytes -= latest.removeFirst().bytes();
  }

  /** The order of the oldest line that is kept; beyond that of all others if none is. */
  long oldest() {
    Kept first = latest.peekFirst();
    return first == null ? Long.MAX_VALUE : first.order;
  }

  /** Forgets the oldest line, and goes on to count it. */
  void giveUpOldest() {
    removeFirst();
    givenUp = true;
  }

  long bytes() {
    return bytes;
  }

  /** Whether lines were given up, as all programs together printed too much. */
  public boolean areGivenUp() {
    return givenUp;
  }

  /** How many there were, kept or not. */
  public long count() {
    return count;
  }

  /** Those that are kept, the latest first. */
  public List<Printed> latest() {
    List<Printed> all = new ArrayList<>(latest.size());
    latest.forEach(kept -> all.add(kept.line));
    Collections.reverse(all);
    return all;
  }
}
