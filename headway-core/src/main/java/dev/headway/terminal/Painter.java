package dev.headway.terminal;

import java.util.List;

/**
 * Turns frames into control sequences. It remembers the frame on the screen and where the cursor is
 * left: at the end of its last line, without a line feed.
 *
 * <p>Lines are overwritten and their rest erased, never cleared first, which would flicker. Where
 * lines must go they are deleted: erasing below the cursor makes some terminals copy the screen
 * into their history. The cursor stays visible, so nothing has to be repaired if the program is
 * killed.
 */
final class Painter {

  /** Terminals that know this show what is between at once. Others ignore it. */
  static final String BEGIN = "\033[?2026h";

  static final String END = "\033[?2026l";

  private List<Line> shown = List.of();
  private int columns;

  /** Whether it is known that the cursor is in this frame or at the beginning of a line. */
  private boolean placed;

  /** Whether exactly this is on the screen already. */
  boolean shows(List<Line> lines, Size size) {
    return lines.equals(shown) && (size.columns() == columns || shown.isEmpty());
  }

  boolean isEmpty() {
    return shown.isEmpty();
  }

  /** Redraws the frame in its place, with lines that stay put above it. */
  String redraw(List<Line> above, List<Line> lines, Size size, boolean rewraps) {
    StringBuilder out = new StringBuilder();
    boolean inPlace = placed && above.isEmpty() && !lines.isEmpty() && size.columns() == columns;
    if (!inPlace || shrinks(lines)) {
      out.append(place(size)).append(lift(size, rewraps));
      above.forEach(line -> out.append(line.painted()).append("\r\n"));
    } else {
      top(out, shown.size());
      delete(out, shown.size() - lines.size());
    }
    return out.append(put(lines, size)).toString();
  }

  /**
   * Goes to the beginning of an empty line. The program may have left a line unfinished, and where
   * the cursor is cannot be asked; but so many spaces wrap if and only if it was not at the
   * beginning.
   */
  private String place(Size size) {
    if (placed) {
      return "\r";
    }
    placed = true;
    return " ".repeat(size.columns() - 1) + "\r\033[1M";
  }

  /** Takes the frame off the screen; the cursor is then where its first line began. */
  String lift(Size size, boolean rewraps) {
    StringBuilder out = new StringBuilder();
    if (!shown.isEmpty()) {
      int rows = Math.min(size.rows(), rewraps ? rowsAt(size.columns()) : shown.size());
      top(out, rows);
      delete(out, rows);
    }
    shown = List.of();
    return out.toString();
  }

  /** Draws the frame where the cursor is, at the beginning of a line. */
  String put(List<Line> lines, Size size) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      out.append(i == 0 ? "\r" : "\r\n").append(lines.get(i).painted()).append("\033[K");
    }
    shown = List.copyOf(lines);
    columns = size.columns();
    return out.toString();
  }

  /**
   * Something else wrote on the screen: where the frame is nobody knows, so the next is drawn anew.
   */
  void forget() {
    shown = List.of();
    placed = false;
  }

  /**
   * Whether a line would be shorter than the one it overwrites. Some terminals go on to count the
   * cells that were erased behind it, and would wrap them when they get narrower.
   */
  private boolean shrinks(List<Line> lines) {
    int gone = Math.max(0, shown.size() - lines.size());
    for (int i = 0; i < Math.min(lines.size(), shown.size() - gone); i++) {
      if (lines.get(i).cells() < shown.get(i + gone).cells()) {
        return true;
      }
    }
    return false;
  }

  /** How many rows the frame takes after a terminal of another width has wrapped its lines anew. */
  private int rowsAt(int newColumns) {
    return shown.stream()
        .mapToInt(line -> Math.max(1, (line.cells() + newColumns - 1) / newColumns))
        .sum();
  }

  private static void top(StringBuilder out, int rows) {
    out.append('\r');
    if (rows > 1) {
      out.append("\033[").append(rows - 1).append('A');
    }
  }

  private static void delete(StringBuilder out, int rows) {
    if (rows > 0) {
      out.append("\033[").append(rows).append('M');
    }
  }
}
