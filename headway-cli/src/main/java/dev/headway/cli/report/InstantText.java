package dev.headway.cli.report;

import java.util.Arrays;

/**
 * Writes times as {@code Instant.toString()} does. Many rows begin in few seconds, so that of the
 * latest seconds the words are kept: to make them takes longer than all else of a row.
 */
final class InstantText {
  private static final int KEPT = 256;
  private static final long MICROS = 1_000_000;

  private final long[] seconds = new long[KEPT];
  private final String[] words = new String[KEPT];

  InstantText() {
    Arrays.fill(words, "");
  }

  /** Adds a time in microseconds since 1970. */
  void add(StringBuilder to, long micros) {
    long fraction = Math.floorMod(micros, MICROS);
    to.append(whole(Math.floorDiv(micros, MICROS)));
    if (fraction % 1000 != 0) {
      Texts.digits(to.append('.'), fraction, 6);
    } else if (fraction > 0) {
      Texts.digits(to.append('.'), fraction / 1000, 3);
    }
    to.append('Z');
  }

  private String whole(long second) {
    int at = (int) Math.floorMod(second, (long) KEPT);
    if (words[at].isEmpty() || seconds[at] != second) {
      String text = Texts.instant(second * MICROS).toString();
      seconds[at] = second;
      words[at] = text.substring(0, text.length() - 1);
    }
    return words[at];
  }
}
