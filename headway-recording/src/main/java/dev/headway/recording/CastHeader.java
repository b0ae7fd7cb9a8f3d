package dev.headway.recording;

import dev.headway.internal.text.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * The first line of an asciicast. Immutable.
 *
 * @param version 2 or 3
 * @param columns the width of the terminal in cells, from 1 to 1000
 * @param rows its height in cells, from 1 to 1000, and not more than 250,000 cells in all
 * @param timestamp when the recording began, in seconds since 1970, or null if that is not known
 * @param title what it shows, or null
 * @param command what was run, or null
 * @param idleLimit players wait no longer than this many seconds between two events; null for no
 *     limit
 */
record CastHeader(
    int version,
    int columns,
    int rows,
    @Nullable Long timestamp,
    @Nullable String title,
    @Nullable String command,
    @Nullable Double idleLimit) {

  private static final int MAX_SIDE_LENGTH = 1000;

  /** As many as a screen of small letters has, twice; each takes memory. */
  private static final int MAX_CELLS = 250_000;

  /** Checks the numbers. */
  CastHeader {
    if (version != 2 && version != 3) {
      throw new IllegalArgumentException("Versions 2 and 3 can be written, not " + version + ".");
    }
    if (!isTerminal(columns, rows)) {
      throw new IllegalArgumentException(
          "A terminal has 1 to 1000 columns and rows, and 250,000 cells at most, not "
              + columns
              + " columns and "
              + rows
              + " rows.");
    }
  }

  /** Tells whether a terminal can have this size. */
  static boolean isTerminal(int columns, int rows) {
    return columns >= 1
        && rows >= 1
        && columns <= MAX_SIDE_LENGTH
        && rows <= MAX_SIDE_LENGTH
        && columns * rows <= MAX_CELLS;
  }

  /** The line, without its end. */
  String line() {
    StringBuilder line = new StringBuilder("{\"version\":").append(version);
    if (version == 2) {
      line.append(",\"width\":").append(columns).append(",\"height\":").append(rows);
    } else {
      line.append(",\"term\":{\"cols\":").append(columns).append(",\"rows\":").append(rows);
      line.append(",\"type\":\"xterm-256color\"}");
    }
    if (timestamp != null) {
      line.append(",\"timestamp\":").append(timestamp);
    }
    if (idleLimit != null) {
      line.append(",\"idle_time_limit\":").append(idleLimit);
    }
    text(line, "command", command);
    text(line, "title", title);
    if (version == 2) {
      line.append(",\"env\":{\"TERM\":\"xterm-256color\"}");
    }
    return line.append('}').toString();
  }

  private static void text(StringBuilder line, String name, @Nullable String value) {
    if (value != null) {
      line.append(",\"").append(name).append("\":");
      JsonText.quote(line, value, false);
    }
  }
}
