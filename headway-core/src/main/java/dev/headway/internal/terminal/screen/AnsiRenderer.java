package dev.headway.internal.terminal.screen;

import dev.headway.internal.terminal.format.Line;
import dev.headway.internal.terminal.layout.Size;
import java.util.List;

/**
 * Turns frames into control sequences. The cursor rests above the frame, where the next text goes:
 * at the beginning of an empty line, or behind a line that is not finished. All below it is the
 * frame's. So text of other programs stands above the next frame, wherever that text moved the
 * cursor. What a resize made of an old frame is below, and is replaced.
 *
 * <p>No position is remembered between two frames, and nothing is left on that a program that is
 * killed could not undo: no scroll region, no hidden cursor. Rows are overwritten and their rest
 * erased, never cleared first, which would flicker. Where rows must go they are deleted: erasing
 * below the cursor makes some terminals copy the screen into their history.
 */
public final class AnsiRenderer {

  /** Terminals that know this pair show the text between at once. Others ignore it. */
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

  private List<Line> drawn = List.of();
  private Size size = new Size(1, 1);

  /** Whether nothing but the drawn frame is below the cursor. */
  private boolean certain;

  /** Returns whether exactly these lines are on the screen, unless another program has written. */
  boolean shows(List<Line> lines, Size now) {
    return lines.equals(drawn) && (drawn.isEmpty() || certain && now.equals(size));
  }

  boolean isEmpty() {
    return drawn.isEmpty();
  }

  /** Draws a frame below the cursor, in the place of the one that is there. */
  String draw(List<Line> lines, Size now) {
    if (lines.isEmpty()) {
      return lift();
    }
    List<Line> fitting = lines.subList(0, Math.min(lines.size(), Math.max(1, now.rows() - 1)));
    boolean anew = !certain || !now.equals(size);
    int rows = anew ? fitting.size() : Math.max(fitting.size(), drawn.size());
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
    drawn = List.copyOf(fitting);
    size = now;
    certain = true;
    return out.toString();
  }

  /** Takes the frame off the screen and leaves the cursor where it is. */
  String lift() {
    if (drawn.isEmpty()) {
      return "";
    }
    drawn = List.of();
    certain = false;
    return size.rows() == 1
        ? "\r" + ERASE_REST
        : ERASE_REST + room(1) + SAVE + "\r\n" + DELETE_BELOW + RESTORE;
  }

  /**
   * Goes to the beginning of an empty line, while there is no frame. A line may be unfinished, and
   * the position of the cursor is unknown. But a row of spaces wraps exactly if the cursor was not
   * at the beginning.
   */
  String freshLine(Size now) {
    return " ".repeat(now.columns() - 1) + "\r\033[1M";
  }

  /** Forgets what is below the cursor, so that the next frame is drawn anew. */
  void forget() {
    certain = false;
  }

  /** Scrolls until there are enough rows below the cursor, which stays in its column. */
  private static String room(int rows) {
    return "\033D".repeat(rows) + "\033[" + rows + "A";
  }
}
