package dev.headway.internal.terminal.screen;

import dev.headway.internal.terminal.layout.Line;
import dev.headway.internal.terminal.layout.Size;
import java.util.List;

/**
 * Turns frames into control sequences. The cursor rests above the frame, where the next text goes:
 * at the beginning of an empty line, or behind a line that is not finished. All below it is the
 * frame's. So whatever anybody writes without being asked stands above the next frame, wherever it
 * has moved the cursor to, and what a resize made of an old frame is found, since it is below.
 *
 * <p>No position is remembered between two frames, and nothing is left on that a program that is
 * killed could not undo: no scroll region, no hidden cursor. Rows are overwritten and their rest
 * erased, never cleared first, which would flicker. Where rows must go they are deleted: erasing
 * below the cursor makes some terminals copy the screen into their history.
 */
public final class AnsiRenderer {

  /** Terminals that know this show what is between at once. Others ignore it. */
  public static final String BEGIN = "\033[?2026h";

  public static final String END = "\033[?2026l";

  private static final String ERASE_REST = "\033[K";

  private static final String SAVE = "\0337";

  private static final String RESTORE = "\0338";

  /** A row that is too long, since the terminal has become narrower, must not become two. */
  private static final String CUT_OFF = "\033[?7l";

  private static final String WRAP = "\033[?7h";

  /** All rows from the cursor's on; a terminal has no more. */
  private static final String DELETE_BELOW = "\033[999M";

  private List<Line> shown = List.of();
  private Size size = new Size(1, 1);

  /** Whether nothing is below the cursor but the frame that is shown. */
  private boolean certain;

  /** Whether exactly this is on the screen already, unless somebody else has written. */
  boolean shows(List<Line> lines, Size now) {
    return lines.equals(shown) && (shown.isEmpty() || certain && now.equals(size));
  }

  boolean isEmpty() {
    return shown.isEmpty();
  }

  /** Draws a frame below the cursor, in the place of the one that is there. */
  String draw(List<Line> lines, Size now) {
    if (lines.isEmpty()) {
      return lift();
    }
    List<Line> fitting = lines.subList(0, Math.min(lines.size(), Math.max(1, now.rows() - 1)));
    boolean anew = !certain || !now.equals(size);
    int rows = anew ? fitting.size() : Math.max(fitting.size(), shown.size());
    StringBuilder out = new StringBuilder();
    if (now.rows() == 1) {
      // No room for text and a frame: they take turns.
      out.append('\r').append(fitting.get(0).painted()).append(ERASE_REST).append('\r');
    } else {
      out.append(ERASE_REST).append(room(rows)).append(SAVE).append("\033[m").append(CUT_OFF);
      if (anew) {
        out.append("\r\n").append(DELETE_BELOW).append("\033[A");
      }
      for (int i = 0; i < rows; i++) {
        out.append("\r\n").append(i < fitting.size() ? fitting.get(i).painted() : "");
        out.append(ERASE_REST);
      }
      out.append(WRAP).append(RESTORE);
    }
    shown = List.copyOf(fitting);
    size = now;
    certain = true;
    return out.toString();
  }

  /** Takes the frame off the screen and leaves the cursor where it is. */
  String lift() {
    if (shown.isEmpty()) {
      return "";
    }
    shown = List.of();
    certain = false;
    return size.rows() == 1
        ? "\r" + ERASE_REST
        : ERASE_REST + room(1) + SAVE + "\r\n" + DELETE_BELOW + RESTORE;
  }

  /**
   * Goes to the beginning of an empty line, while there is no frame. Somebody may have left a line
   * unfinished, and where the cursor is cannot be asked; but so many spaces wrap if and only if it
   * was not at the beginning.
   */
  String freshLine(Size now) {
    return " ".repeat(now.columns() - 1) + "\r\033[1M";
  }

  /** What is below the cursor nobody knows, so the next frame is drawn anew. */
  void forget() {
    certain = false;
  }

  /** Makes sure that there are so many rows below the cursor, which stays in its column. */
  private static String room(int rows) {
    return "\033D".repeat(rows) + "\033[" + rows + "A";
  }
}
