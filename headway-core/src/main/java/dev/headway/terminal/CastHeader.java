package dev.headway.terminal;

import dev.headway.internal.terminal.layout.Size;
import dev.headway.internal.text.JsonText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The first line of an asciicast. Immutable.
 *
 * @param version 2 or 3
 * @param size of the terminal
 * @param title what it shows, or null
 */
record CastHeader(int version, Size size, @Nullable String title) {

  private static final int MAX_SIDE = 1000;

  /** As many as a screen of small letters has, twice; each takes memory. */
  private static final int MAX_CELLS = 250_000;

  CastHeader {
    if (version != 2 && version != 3) {
      throw new IllegalArgumentException("Versions 2 and 3 can be written, not " + version + ".");
    }
    int columns = size.columns();
    int rows = size.rows();
    boolean small = columns <= MAX_SIDE && rows <= MAX_SIDE && columns * rows <= MAX_CELLS;
    if (columns < 1 || rows < 1 || !small) {
      throw new IllegalArgumentException(
          "A terminal has 1 to 1000 columns and rows, and 250,000 cells at most, not "
              + columns
              + " columns and "
              + rows
              + " rows.");
    }
  }

  /**
   * The line, without its end.
   *
   * @param timestamp when the recording began, in seconds since 1970
   */
  String line(long timestamp) {
    String cells =
        version == 2
            ? "\"width\":%d,\"height\":%d,\"env\":{\"TERM\":\"xterm-256color\"}"
            : "\"term\":{\"cols\":%d,\"rows\":%d,\"type\":\"xterm-256color\"}";
    StringBuilder line = new StringBuilder("{\"version\":").append(version).append(',');
    line.append(String.format(Locale.ROOT, cells, size.columns(), size.rows()));
    line.append(",\"timestamp\":").append(timestamp);
    if (title != null) {
      line.append(",\"title\":");
      JsonText.quote(line, title, false);
    }
    return line.append('}').toString();
  }
}
