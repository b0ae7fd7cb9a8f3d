package dev.headway.internal.terminal.report;

import dev.headway.internal.terminal.format.CellWidth;
import dev.headway.internal.terminal.format.Line;
import dev.headway.internal.terminal.format.Style;
import dev.headway.internal.terminal.format.Theme;
import java.util.ArrayList;
import java.util.List;

/** The failures of a job that has ended, one line for each kind, five at most. */
public final class FailureLines {
  private static final int MAX_KINDS = 5;
  private static final String INDENT = "    ";
  private static final int GAP = 2;

  private FailureLines() {}

  /** Returns lines for a screen: how many, of which kind, and the first inputs. */
  public static List<Line> onScreen(List<FailureKind> kinds, int width, Theme theme) {
    List<FailureKind> shown = kinds.subList(0, Math.min(MAX_KINDS, kinds.size()));
    int room = width - INDENT.length();
    int widest = shown.stream().mapToInt(kind -> CellWidth.of(text(kind, theme))).max().orElse(0);
    int inputs = shown.stream().mapToInt(kind -> CellWidth.of(kind.inputs())).max().orElse(0);
    // Each half of the line lends the other what it does not need.
    int half = Math.max(room / 2, room - GAP - inputs);
    int column = Math.min(widest, inputs == 0 ? room : half);
    List<Line> lines = new ArrayList<>();
    for (FailureKind kind : shown) {
      String text = CellWidth.truncate(text(kind, theme), column, theme.ellipsis());
      int rest = Math.max(0, room - column - GAP);
      String names = CellWidth.truncate(kind.inputs(), rest, theme.ellipsis());
      String line = names.isEmpty() ? text : CellWidth.pad(text, column + GAP) + names;
      lines.add(plain(INDENT + line, width, theme));
    }
    if (kinds.size() > shown.size()) {
      lines.add(plain(INDENT + more(kinds), width, theme));
    }
    return lines;
  }

  private static Line plain(String text, int width, Theme theme) {
    String cut = CellWidth.truncate(text, width, theme.ellipsis());
    return new Line.Builder(theme).add(cut, Style.PLAIN).build();
  }

  /** Returns lines for a log, as long as they are. */
  public static List<String> inLog(List<FailureKind> kinds) {
    Theme ascii = new Theme(false, false);
    List<String> lines = new ArrayList<>();
    for (FailureKind kind : kinds.subList(0, Math.min(MAX_KINDS, kinds.size()))) {
      String inputs = kind.inputs();
      lines.add(text(kind, ascii) + (inputs.isEmpty() ? "" : ": " + inputs));
    }
    if (kinds.size() > lines.size()) {
      lines.add(more(kinds));
    }
    return lines;
  }

  private static String text(FailureKind kind, Theme theme) {
    return kind.count() + theme.times() + " " + kind.text(theme);
  }

  private static String more(List<FailureKind> kinds) {
    int more = kinds.size() - MAX_KINDS;
    return "and " + more + (more == 1 ? " kind more" : " kinds more");
  }
}
