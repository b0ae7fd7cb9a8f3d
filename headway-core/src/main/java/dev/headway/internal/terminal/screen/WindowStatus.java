package dev.headway.internal.terminal.screen;

import dev.headway.internal.terminal.layout.Formats;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import java.util.List;

/**
 * What a terminal shows of progresses beside its screen: a mark in the taskbar (OSC 9;4) and the
 * title of its window. Answers the control sequences for what changed, which is nothing most of the
 * time. Not safe for several threads.
 */
final class WindowStatus {

  private static final String END = "\033\\";

  /** The states of a mark. */
  private static final int NONE = 0;

  private static final int NORMAL = 1;
  private static final int ERROR = 2;
  private static final int UNKNOWN = 3;
  private static final int PAUSED = 4;

  private final boolean taskbar;
  private final boolean titled;

  /** What is up; empty if nothing is. */
  private String mark = "";

  private String title = "";

  /**
   * A badge of which nothing is up.
   *
   * @param taskbar whether the terminal is known to understand marks; others show them as messages
   * @param titled whether the title of the window is wanted too
   */
  WindowStatus(boolean taskbar, boolean titled) {
    this.taskbar = taskbar;
    this.titled = titled;
  }

  /** The sequences that bring the badge to these rows; if none goes on, those that take it away. */
  String show(List<Row> rows) {
    List<Row> going =
        rows.stream().filter(row -> row.depth() == 0 && row.state() == Row.State.RUNNING).toList();
    if (going.isEmpty() || !taskbar && !titled) {
      return clear();
    }
    StringBuilder out = new StringBuilder();
    String newMark = taskbar ? mark(going) : "";
    if (!newMark.equals(mark)) {
      out.append("\033]9;4;").append(newMark).append(END);
    }
    String newTitle = titled ? title(going) : "";
    if (!newTitle.equals(title)) {
      out.append(title.isEmpty() ? "\033[22;0t" : ""); // The title before is kept by the terminal.
      out.append("\033]2;").append(newTitle).append(END);
    }
    mark = newMark;
    title = newTitle;
    return out.toString();
  }

  /** The sequences that leave nothing behind. */
  String clear() {
    StringBuilder out = new StringBuilder();
    if (!mark.isEmpty()) {
      out.append("\033]9;4;").append(NONE).append(";0").append(END);
    }
    if (!title.isEmpty()) {
      // Where titles cannot be kept, none is better than one that is wrong from now on.
      out.append("\033]2;").append(END).append("\033[23;0t");
    }
    mark = "";
    title = "";
    return out.toString();
  }

  /** Several progresses are shown by the mean of their parts, if each is known. */
  private static String mark(List<Row> rows) {
    long sum = 0;
    boolean bad = false;
    boolean still = true;
    for (Row row : rows) {
      Long percent = Formats.percent(row);
      if (percent == null) {
        return UNKNOWN + ";0";
      }
      sum += Math.min(100, percent);
      Counts counts = row.counts();
      bad |= counts.failed() + counts.timedOut() + counts.crashed() > 0;
      still &= row.stalled() > 0 && row.stalled() >= row.running();
    }
    return (still ? PAUSED : bad ? ERROR : NORMAL) + ";" + sum / rows.size();
  }

  /** The number first: windows are narrow in a list. */
  private static String title(List<Row> rows) {
    Row first = rows.get(0);
    Long percent = Formats.percent(first);
    String label = ControlEscapes.of(first.label());
    String more = rows.size() > 1 ? " (+" + (rows.size() - 1) + ")" : "";
    String text = (percent == null ? "" : percent + "% ") + label + more;
    return text.isBlank() ? "…" : text.strip();
  }
}
