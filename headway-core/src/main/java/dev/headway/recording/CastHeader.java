package dev.headway.recording;

import org.jspecify.annotations.Nullable;

/**
 * The first line of an asciicast. Immutable.
 *
 * @param version 2 or 3
 * @param columns the width of the terminal in cells, at least 1
 * @param rows its height in cells, at least 1
 * @param timestamp when the recording began, in seconds since 1970, or null if that is not known
 * @param title what it shows, or null
 * @param command what was run, or null
 * @param idleLimit players wait no longer than this many seconds between two events; null for no
 *     limit
 */
public record CastHeader(
    int version,
    int columns,
    int rows,
    @Nullable Long timestamp,
    @Nullable String title,
    @Nullable String command,
    @Nullable Double idleLimit) {

  /**
   * Checks the numbers.
   *
   * @param version 2 or 3
   * @param columns the width
   * @param rows the height
   * @param timestamp when it began, or null
   * @param title what it shows, or null
   * @param command what was run, or null
   * @param idleLimit the longest wait, or null
   * @throws IllegalArgumentException if the version is none of these, or a size is below 1
   */
  public CastHeader {
    if (version != 2 && version != 3) {
      throw new IllegalArgumentException("Versions 2 and 3 can be written, not " + version + ".");
    }
    if (columns < 1 || rows < 1) {
      throw new IllegalArgumentException(
          "A terminal has at least one column and one row, not " + columns + " and " + rows + ".");
    }
  }

  /**
   * The same with the time when it began.
   *
   * @param seconds since 1970
   * @return a new header
   */
  public CastHeader at(long seconds) {
    return new CastHeader(version, columns, rows, seconds, title, command, idleLimit);
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
      JsonText.quote(line, value);
    }
  }
}
