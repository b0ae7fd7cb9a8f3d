package dev.headway.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The fields of a line with tabs between them. The last one has all the rest. */
final class Fields {
  /** What is no number. */
  static final long NONE = Long.MIN_VALUE;

  private static final long LARGEST = Long.MAX_VALUE / 10 - 1;

  private final int[] from;
  private final int[] to;
  private byte[] bytes = new byte[0];
  private int count;

  Fields(int most) {
    from = new int[most];
    to = new int[most];
  }

  /** Splits a line, and returns how many fields it has. */
  int split(LineReader line) {
    bytes = line.bytes();
    count = 0;
    int begin = line.start();
    for (int i = begin; i <= line.end(); i++) {
      boolean isEnd = i == line.end();
      if (isEnd || bytes[i] == '\t' && count < from.length - 1) {
        from[count] = begin;
        to[count++] = i;
        begin = i + 1;
      }
    }
    return count;
  }

  String text(int field) {
    return new String(bytes, from[field], to[field] - from[field], UTF_8);
  }

  /**
   * A decimal number.
   *
   * @param field which
   * @param places how many places behind the point are kept
   * @return the number without its point; {@link #NONE} if it is none
   */
  long number(int field, int places) {
    int at = from[field];
    int end = to[field];
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    while (end > at && bytes[end - 1] == ' ') {
      end--;
    }
    boolean negative = at < end && bytes[at] == '-';
    at += negative ? 1 : 0;
    if (at == end) {
      return NONE;
    }
    long value = 0;
    int behind = -1;
    for (; at < end; at++) {
      int c = bytes[at];
      if ((c == '.' || c == ',') && behind < 0 && places > 0) {
        behind = 0;
      } else if (c < '0' || c > '9' || value > LARGEST) {
        return NONE;
      } else if (behind < places) {
        value = value * 10 + c - '0';
        behind += behind < 0 ? 0 : 1;
      }
    }
    for (int i = Math.max(0, behind); i < places; i++) {
      if (value > LARGEST) {
        return NONE;
      }
      value *= 10;
    }
    return negative ? -value : value;
  }

  /** A whole number that fits. */
  int whole(int field) {
    long number = number(field, 0);
    return number < Integer.MIN_VALUE || number > Integer.MAX_VALUE
        ? TaskEntry.NO_STATUS
        : (int) number;
  }

  static boolean startsWith(byte[] bytes, int from, int to, String ascii) {
    if (to - from < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
