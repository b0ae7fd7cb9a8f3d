package dev.headway.terminal;

import dev.headway.internal.terminal.device.StreamTee;
import dev.headway.internal.terminal.layout.Formats;
import dev.headway.internal.terminal.layout.LastLinePolicy;
import dev.headway.internal.terminal.layout.LineRateLimiter;
import dev.headway.internal.terminal.layout.SummaryLines;
import dev.headway.internal.terminal.layout.UnreportedRows;
import dev.headway.internal.terminal.settings.Variables;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.Summary;
import dev.headway.progress.View;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Prints lines for a log, with one rate limit for all progresses together: one line in three
 * seconds at most. A progress gets its first line when it has been going on for a second, one with
 * every further tenth, and one when it ended. In any case there is one every ten seconds in the
 * first two minutes, every thirty in the first hour, and every minute after that, so that it never
 * looks as if it hung, and a week's log has about a megabyte. They have no carriage returns, no
 * escape codes and only ASCII characters of their own. A long job and one with failures get a few
 * lines more at the end, as with {@link BarView}.
 *
 * <pre>{@code
 * thumbnails: 12/40 (30%), 1 failed, 0:05 elapsed, 10s-15s left, 3.2/s
 * }</pre>
 *
 * <p>What went well in less than a second has no line ({@code HEADWAY_SUMMARY=on} gives it one),
 * and a nested progress that went well has none at its end. Ends that come too fast for the rate
 * limit share one line, {@code ... and 180 more finished}, with all that failed in them. That line
 * comes when the rate limit allows it, and before the process ends. Short ones share such a line
 * too, if they keep ending for more than three seconds.
 *
 * <p>{@link #show} is called by one thread at a time. Nothing has to be closed.
 */
public final class PlainView implements View {

  private static final long SECOND = LineRateLimiter.SECOND;

  /** When a row was printed last, and which tenth it had reached. */
  private record Printed(long nanos, long tenth) {}

  private final Supplier<PrintStream> target;
  private final SummaryLines summaryLines = SummaryLines.of(Variables.ofProcess());
  private final LineRateLimiter lineRateLimiter = new LineRateLimiter();
  private final UnreportedRows unreportedRows = new UnreportedRows();
  private Map<Long, Printed> printed = new HashMap<>();
  private long lastLine;

  /** Makes a view that prints to the current {@code System.err}. */
  public PlainView() {
    this.target = () -> StreamTee.below(System.err);
  }

  /**
   * Prints to a stream.
   *
   * @param target where the lines go
   */
  public PlainView(PrintStream target) {
    this.target = () -> target;
  }

  PlainView(Supplier<PrintStream> target) {
    this.target = target;
  }

  @Override
  public void show(Snapshot snapshot) {
    long now = snapshot.nanos();
    Map<Long, Printed> next = new HashMap<>();
    for (Row row : snapshot.rows()) {
      Printed before = printed.get(row.id());
      if (row.state() != Row.State.RUNNING) {
        end(row, before, snapshot);
      } else if (before != null) {
        next.put(row.id(), before);
      }
    }
    printed = next;
    printUnreported(now);
    if (lineRateLimiter.allows(now)) {
      Row row = mostOverdue(snapshot);
      if (row != null) {
        print(now, List.of(line(row)));
        printed.put(row.id(), new Printed(now, tenth(row)));
      }
    }
  }

  @Override
  public boolean idle(long nanos, boolean last) {
    if (last && unreportedRows.isOwed()) {
      print(nanos, unreportedRows.take(lineRateLimiter.hasBegun()));
    }
    printUnreported(nanos);
    return !last && unreportedRows.isWaiting(nanos);
  }

  private void end(Row row, @Nullable Printed before, Snapshot snapshot) {
    long now = snapshot.nanos();
    if (before == null && !LastLinePolicy.isTold(row, snapshot.rows())) {
      return;
    }
    boolean well = row.counts().unsuccessful() == 0;
    if (before == null && well && row.elapsedNanos() < SECOND && !summaryLines.tellsShortJobs()) {
      unreportedRows.addShort(row, now);
      return;
    }
    Summary summary = snapshot.summaries().get(row.id());
    List<String> lines = new ArrayList<>();
    lines.add(line(row));
    String label = row.label().isEmpty() ? "" : ControlEscapes.of(row.label()) + ": ";
    summaryLines.lines(row, summary).forEach(text -> lines.add(label + text));
    boolean allowed = lineRateLimiter.allowsLast(now);
    if (allowed && (before != null || !unreportedRows.isOwed())) {
      print(now, lines);
      return;
    }
    unreportedRows.add(row, summary, lines);
    if (allowed) {
      print(now, unreportedRows.take(lineRateLimiter.hasBegun()));
    }
  }

  private void printUnreported(long now) {
    if (lineRateLimiter.allows(now) && unreportedRows.isDue(now, lastLine)) {
      print(now, unreportedRows.take(lineRateLimiter.hasBegun()));
    }
  }

  private void print(long now, List<String> lines) {
    lines.forEach(line -> target.get().println(line));
    lineRateLimiter.printed(now);
    lastLine = now;
  }

  /** The running row that has waited for longest beyond its time; null if none has. */
  private @Nullable Row mostOverdue(Snapshot snapshot) {
    Row most = null;
    long longest = -1;
    for (Row row : snapshot.rows()) {
      Printed before = printed.get(row.id());
      long waits = before == null ? row.elapsedNanos() : snapshot.nanos() - before.nanos;
      if (row.state() == Row.State.RUNNING && isDue(row, before, waits) && waits > longest) {
        most = row;
        longest = waits;
      }
    }
    return most;
  }

  private static boolean isDue(Row row, @Nullable Printed before, long waits) {
    if (before == null) {
      return waits >= (row.depth() == 0 ? SECOND : 10 * SECOND);
    }
    return waits >= LineRateLimiter.most(row.elapsedNanos())
        || tenth(row) > before.tenth && waits >= LineRateLimiter.MIN;
  }

  private static long tenth(Row row) {
    Long percent = Formats.percent(row);
    return percent == null ? 0 : percent / 10;
  }

  /** A row as one line of text. */
  static String line(Row row) {
    StringBuilder line = new StringBuilder("  ".repeat(Math.min(8, row.depth())));
    if (!row.label().isEmpty()) {
      line.append(ControlEscapes.of(row.label())).append(": ");
    }
    Long percent = Formats.percent(row);
    Forecast forecast = row.forecast();
    Double rate = row.rate();
    line.append(Formats.progress(row));
    line.append(percent == null ? "" : " (" + percent + "%)");
    add(line, Formats.problems(row.counts(), ", "));
    add(line, Formats.stalled(row));
    add(line, Formats.elapsed(row.elapsedNanos()) + " elapsed");
    if (row.state() == Row.State.RUNNING && forecast != null) {
      add(line, Formats.range(forecast, "-") + " left");
    }
    add(line, rate == null ? "" : Formats.rate(rate, row.unit()));
    add(line, ControlEscapes.of(row.note()));
    switch (row.state()) {
      case FINISHED -> add(line, "finished");
      case STOPPED -> add(line, "stopped");
      case RUNNING -> {}
    }
    return line.toString();
  }

  private static void add(StringBuilder line, String part) {
    if (!part.isEmpty()) {
      line.append(", ").append(part);
    }
  }
}
