package dev.headway.cli.attach;

import dev.headway.internal.terminal.format.AmountFormat;
import dev.headway.internal.terminal.format.CellWidth;
import dev.headway.internal.terminal.format.Formats;
import dev.headway.internal.terminal.format.Shares;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import java.util.ArrayList;
import java.util.List;

/** What runs, as a table: a line for each job, and one for each program without a job. */
public final class ProgramTable {
  private static final List<String> TITLES =
      List.of("PID", "PROGRAM", "JOB", "DONE", "FAILED", "LEFT", "ELAPSED");

  private static final int MAX_PROGRAM = 40;
  private static final int MAX_LABEL = 60;
  private static final int MAX_REFUSAL = 200;
  private static final int GAP = 2;
  private static final String NONE = "-";

  private ProgramTable() {}

  /**
   * Returns the lines of the table, the titles first.
   *
   * @param states the programs
   * @param dash stands between the ends of a range
   * @return the lines
   */
  public static List<String> lines(List<ProgramState> states, String dash) {
    List<List<String>> table = new ArrayList<>();
    table.add(TITLES);
    for (ProgramState state : states) {
      String pid = Long.toString(state.program().pid());
      String name = ControlEscapes.of(state.name(), MAX_PROGRAM);
      if (state.jobs().isEmpty()) {
        table.add(List.of(pid, name.isEmpty() ? NONE : name, why(state)));
      }
      for (Row job : state.jobs()) {
        table.add(cells(pid, name.isEmpty() ? NONE : name, job, dash));
      }
    }
    return table.stream().map(cells -> line(cells, table)).toList();
  }

  /** Why it has no job. */
  private static String why(ProgramState state) {
    if (state.answers()) {
      return "no job goes on";
    }
    String refusal = ControlEscapes.of(state.refusal(), MAX_REFUSAL);
    return refusal.isEmpty() ? "does not answer" : refusal;
  }

  private static List<String> cells(String pid, String name, Row job, String dash) {
    Long percent = Shares.percent(job);
    Forecast forecast = job.forecast();
    long failed = job.counts().unsuccessful();
    String label =
        "  ".repeat(Math.min(8, job.depth())) + ControlEscapes.of(job.label(), MAX_LABEL);
    return List.of(
        pid,
        name,
        label.isBlank() ? NONE : label,
        (percent == null ? "" : percent + "%  ") + AmountFormat.progress(job),
        failed == 0 ? NONE : Long.toString(failed),
        forecast == null ? "?" : Formats.left(forecast, dash),
        Formats.elapsed(job.elapsedNanos()));
  }

  private static String line(List<String> cells, List<List<String>> table) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      int at = column;
      int width =
          table.stream()
              .filter(other -> other.size() > at + 1) // The last cell of a line may be longer.
              .mapToInt(other -> CellWidth.of(other.get(at)))
              .max()
              .orElse(0);
      line.append(CellWidth.pad(cells.get(column), width + GAP));
    }
    return line.toString().stripTrailing();
  }
}
