package dev.headway.internal.terminal.layout;

import dev.headway.internal.terminal.format.Line;
import dev.headway.internal.terminal.format.Style;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.terminal.format.Wrapping;
import dev.headway.internal.terminal.report.FailureLines;
import dev.headway.internal.terminal.report.FailureLog;
import dev.headway.internal.terminal.report.FinalLayout;
import dev.headway.internal.terminal.report.IdleTail;
import dev.headway.internal.terminal.report.LastLinePolicy;
import dev.headway.internal.terminal.report.SummaryLines;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.Summary;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames of snapshots. It keeps what makes frames calm: figures that hold still for a second,
 * columns and tasks that keep their places. Used by one thread.
 */
public final class ScreenLayout {
  private static final String FAILED = "failed";

  private final DisplaySmoother displaySmoother = new DisplaySmoother();
  private final TaskList taskList = new TaskList();
  private final LiveLayout liveLayout = new LiveLayout();
  private final IdleTail idleTail = new IdleTail();
  private final SummaryLines summaryLines;

  public ScreenLayout(SummaryLines summaryLines) {
    this.summaryLines = summaryLines;
  }

  /**
   * Lays out a snapshot.
   *
   * @param rows those rows of the snapshot that are shown
   * @param failures the failures of jobs, by the numbers of their rows
   * @param now the time of day
   */
  public Frame of(
      Snapshot snapshot,
      List<Row> rows,
      Map<Long, FailureLog> failures,
      Size size,
      LocalDateTime now,
      Theme theme) {
    int width = Math.max(1, size.columns() - 1);
    idleTail.watch(snapshot.rows());
    List<Line> above = new ArrayList<>();
    List<Row> running = new ArrayList<>();
    for (Row row : displaySmoother.of(rows)) {
      if (row.state() == Row.State.RUNNING) {
        running.add(row);
        above.addAll(firsts(row, failures.get(row.id()), width, theme));
      } else if (LastLinePolicy.isTold(row, rows)
          // A job that the end of the process stops is told: the prompt needs a line of its own.
          && (!LastLinePolicy.isBrief(row) || snapshot.last() && failures.containsKey(row.id()))) {
        above.add(FinalLayout.of(row, width, theme));
        above.addAll(summary(snapshot, row, failures.get(row.id()), width, theme));
      }
    }
    LongPredicate jobs = failures::containsKey;
    return new Frame(above, liveLayout.of(running, taskList.of(rows), jobs, size, now, theme));
  }

  /** The first failure of each kind, as soon as it happens. */
  private List<Line> firsts(Row row, @Nullable FailureLog log, int width, Theme theme) {
    List<Line> lines = new ArrayList<>();
    if (log == null || !summaryLines.tells()) {
      return lines;
    }
    for (FailureLog.First first : log.takeFirsts()) {
      String label = row.label().isEmpty() ? "" : ControlEscapes.of(row.label()) + ": ";
      String text = label + FAILED + " " + first.input() + ": " + first.text();
      for (String line : Wrapping.lines(text, "", width)) {
        boolean marked = line.startsWith(label + FAILED);
        String rest = marked ? line.substring(label.length() + FAILED.length()) : line;
        lines.add(
            new Line.Builder(theme)
                .add(marked ? label : "", Style.PLAIN)
                .add(marked ? FAILED : "", Style.FAILED)
                .add(rest, Style.PLAIN)
                .build());
      }
    }
    return lines;
  }

  private List<Line> summary(
      Snapshot snapshot, Row row, @Nullable FailureLog log, int width, Theme theme) {
    Summary summary = snapshot.summaries().get(row.id());
    List<Line> lines =
        new ArrayList<>(
            FailureLines.onScreen(summaryLines.failures(row, summary, log), width, theme));
    for (String text : summaryLines.lines(row, summary, idleTail)) {
      for (String line : Wrapping.lines(text, "    ", width)) {
        lines.add(new Line.Builder(theme).add(line, Style.PLAIN).build());
      }
    }
    return lines;
  }
}
