package dev.headway.cli.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which rows of a joblog are of the same job: those with the same number and the same command. A
 * log that was appended to has such rows. All but the last were retried.
 */
final class Repeats {
  /** Larger numbers are no places of inputs, and would take too much memory. */
  private static final long LARGEST = 50_000_000;

  private static final int SHOWN = 3;
  private static final int COLUMNS = 9;

  private record Job(long number, String command) {}

  private final BitSet numbers = new BitSet();
  private final BitSet repeated = new BitSet();
  private final Map<Job, Integer> rows = new HashMap<>();
  private final Map<Job, Integer> seen = new HashMap<>();

  private Repeats() {}

  /** Looks through a log; what is no row of one is passed over. */
  static Repeats of(Path file) throws IOException {
    Repeats repeats = new Repeats();
    try (LineReader lines = LineReader.open(file)) {
      Fields number = new Fields(2);
      while (lines.next()) {
        number.split(lines);
        repeats.add(number.number(0, 0));
      }
    }
    if (!repeats.repeated.isEmpty()) {
      repeats.count(file);
    }
    return repeats;
  }

  private void add(long number) {
    if (number >= 0 && number <= LARGEST) {
      if (numbers.get((int) number)) {
        repeated.set((int) number);
      }
      numbers.set((int) number);
    }
  }

  private void count(Path file) throws IOException {
    try (LineReader lines = LineReader.open(file)) {
      Fields fields = new Fields(COLUMNS);
      while (lines.next()) {
        if (fields.split(lines) == COLUMNS && mayRepeat(fields.number(0, 0))) {
          rows.merge(new Job(fields.number(0, 0), fields.text(COLUMNS - 1)), 1, Integer::sum);
        }
      }
    }
  }

  private boolean mayRepeat(long number) {
    return number >= 0 && number <= LARGEST && repeated.get((int) number);
  }

  /** Begins again with the first row. */
  void restart() {
    seen.clear();
  }

  /** Returns which row of its job the next one is, from 1 on. */
  int attempt(long number, String command) {
    return mayRepeat(number) ? seen.merge(new Job(number, command), 1, Integer::sum) : 1;
  }

  /** Whether that row is not the last of its job. */
  boolean isFollowed(long number, String command, int attempt) {
    return mayRepeat(number) && rows.getOrDefault(new Job(number, command), 1) > attempt;
  }

  /** Says which numbers up to the largest have no row; empty if all have one. */
  String missing() {
    int last = numbers.length() - 1;
    int first = numbers.nextSetBit(0);
    int count = last < 0 ? 0 : last + 1 - Math.min(1, first) - numbers.cardinality();
    if (count <= 0) {
      return "";
    }
    StringBuilder some = new StringBuilder();
    int number = numbers.nextClearBit(1);
    for (int i = 0; i < Math.min(SHOWN, count); i++) {
      some.append(i == 0 ? "" : ", ").append(number);
      number = numbers.nextClearBit(number + 1);
    }
    String more = count > SHOWN ? " and " + (count - SHOWN) + " more" : "";
    String have = count == 1 ? " has" : " have";
    return "Of the numbers 1 to "
        + last
        + ", "
        + some
        + more
        + have
        + " no row: no end of them"
        + " was recorded.";
  }
}
