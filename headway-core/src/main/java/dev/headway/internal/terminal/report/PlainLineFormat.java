package dev.headway.internal.terminal.report;

import dev.headway.internal.terminal.format.AmountFormat;
import dev.headway.internal.terminal.format.Formats;
import dev.headway.internal.terminal.format.Shares;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import dev.headway.progress.Unit;
import java.util.List;

/** Rows as lines of a log, which are never cut to a width. */
public final class PlainLineFormat {

  private PlainLineFormat() {}

  /** What each line of a row begins with. */
  public static String label(Row row) {
    String indent = "  ".repeat(Math.min(8, row.depth()));
    return row.label().isEmpty() ? indent : indent + ControlEscapes.of(row.label()) + ": ";
  }

  /** The first line of a row, such as {@code thumbnails: started, 80 items, 4 workers}. */
  public static String started(Row row) {
    StringBuilder line = new StringBuilder(label(row)).append("started");
    Long total = row.total();
    if (total != null) {
      String items = row.unit() == Unit.BYTES ? "" : total == 1 ? " item" : " items";
      add(line, AmountFormat.exact(total, row.unit()) + items);
    }
    if (row.workers() > 0) {
      add(line, row.workers() + (row.workers() == 1 ? " worker" : " workers"));
    }
    return line.toString();
  }

  /** The first failure of a kind, such as {@code thumbnails: FAILED a.jpg: IOException}. */
  public static String failed(Row row, FailureLog.First first) {
    return label(row) + "FAILED " + first.input() + ": " + first.text();
  }

  /** A row at any time. */
  public static String line(Row row) {
    StringBuilder line = new StringBuilder(label(row));
    if (row.state() != Row.State.RUNNING) {
      line.append(FinalLayout.words(row));
      add(line, ControlEscapes.of(row.note()));
      return line.toString();
    }
    Long percent = Shares.percent(row);
    String inputs = AmountFormat.inputs(row);
    String progress = AmountFormat.progress(row) + (Shares.isInBytes(row) ? ", " + inputs : "");
    if (percent == null) {
      line.append(progress);
    } else {
      String weight = Shares.needsByWeight(row) ? "% by weight" : "%";
      line.append(percent).append(weight).append(" (").append(progress).append(')');
    }
    add(line, Formats.problems(row.counts(), row.unit()));
    add(line, Formats.stalled(row));
    add(line, Formats.elapsed(row.elapsedNanos()) + " elapsed");
    Forecast forecast = row.forecast();
    Double rate = row.rate();
    if (forecast != null) {
      add(line, Formats.left(forecast, "-"));
    } else if (row.total() == null && rate != null) {
      add(line, Formats.rate(rate, row.unit()));
    }
    add(line, row.running() == 0 ? "" : row.running() + " running");
    List<RunningTask> longest = row.longest();
    if (!longest.isEmpty()) {
      RunningTask task = longest.get(0);
      String age = Formats.elapsed(task.ageNanos());
      add(line, "longest " + ControlEscapes.of(task.name()) + " " + age);
    }
    add(line, ControlEscapes.of(row.note()));
    return line.toString();
  }

  private static void add(StringBuilder line, String part) {
    if (!part.isEmpty()) {
      line.append(", ").append(part);
    }
  }
}
