package dev.headway.internal.terminal.screen;

import dev.headway.internal.terminal.format.Shares;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import java.util.List;

/**
 * The window status: a mark in the taskbar (OSC 9;4) and the title of the window. Returns the
 * control sequences for what changed, which is nothing most of the time. Not safe for several
 * threads.
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

  /** The mark in the taskbar; empty if there is none. */
  private String mark = "";

  private String title = "";

  /**
   * Makes a window status that shows nothing.
   *
   * @param taskbar whether the terminal is known to understand marks; others show them as messages
   * @param titled whether the title of the window is wanted too
   */
  WindowStatus(boolean taskbar, boolean titled) {
    this.taskbar = taskbar;
    this.titled = titled;
  }

  /**
   * Returns the sequences that update the window status to these rows, or clear it if none runs.
   */
  String show(List<Row> rows) {
    List<Row> running =
        rows.stream().filter(row -> row.depth() == 0 && row.state() == Row.State.RUNNING).toList();
    if (running.isEmpty() || !taskbar && !titled) {
      return clear();
    }
    StringBuilder out = new StringBuilder();
    String newMark = taskbar ? mark(running) : "";
    if (!newMark.equals(mark)) {
      out.append("\033]9;4;").append(newMark).append(END);
    }
    String newTitle = titled ? title(running) : "";
    if (!newTitle.equals(title)) {
      out.append(title.isEmpty() ? "\033[22;0t" : ""); // The title before is kept by the terminal.
      out.append("\033]2;").append(newTitle).append(END);
    }
    mark = newMark;
    title = newTitle;
    return out.toString();
  }

  /** Returns the sequences that clear the window status. */
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

  /** Shows several progresses by the mean of their fractions, if all are known. */
  private static String mark(List<Row> rows) {
    long sum = 0;
    boolean bad = false;
    boolean still = true;
    for (Row row : rows) {
      Long percent = Shares.percent(row);
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
    Long percent = Shares.percent(first);
    String label = ControlEscapes.of(first.label());
    String more = rows.size() > 1 ? " (+" + (rows.size() - 1) + ")" : "";
    String text = (percent == null ? "" : percent + "% ") + label + more;
    return text.isBlank() ? "…" : text.strip();
  }
}
