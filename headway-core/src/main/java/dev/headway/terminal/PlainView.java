package dev.headway.terminal;

import dev.headway.internal.terminal.device.StreamTee;
import dev.headway.internal.terminal.format.Shares;
import dev.headway.internal.terminal.report.FailureKind;
import dev.headway.internal.terminal.report.FailureLines;
import dev.headway.internal.terminal.report.FailureLog;
import dev.headway.internal.terminal.report.IdleTail;
import dev.headway.internal.terminal.report.JobFailures;
import dev.headway.internal.terminal.report.LastLinePolicy;
import dev.headway.internal.terminal.report.LineRateLimiter;
import dev.headway.internal.terminal.report.PlainLineFormat;
import dev.headway.internal.terminal.report.SummaryLines;
import dev.headway.internal.terminal.report.UnreportedRows;
import dev.headway.internal.terminal.settings.Variables;
import dev.headway.progress.ProgressListener;
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
 * first two minutes, every thirty in the first hour, and every minute after that. So it never looks
 * as if it hung, and a week's log has about a megabyte. While nothing has ended yet, the lines come
 * after 10, 30 and 60 seconds, then every minute. The first failure of each kind is told at once,
 * five in three seconds at most. Lines have no carriage returns, no escape codes and only ASCII
 * characters of their own. A long job and one with failures get a few lines more at the end, as
 * with {@link BarView}.
 *
 * <pre>{@code
 * thumbnails: started, 80 items
 * thumbnails: FAILED IMG_0003.jpg: IllegalStateException: cannot decode IMG_0003.jpg
 * thumbnails: 23% (19/80), 6 failed, 0:09 elapsed, 25-40s left, 4 running
 * thumbnails: finished, 69 of 80 succeeded in 0:29, 11 failed
 * }</pre>
 *
 * <p>What went well in less than a second has no line; {@code HEADWAY_SUMMARY=on} gives it one. A
 * nested progress that went well has no line at its end. Ends that come too fast for the rate limit
 * share one line, {@code ... and 180 more finished}, with all that failed in them. That line comes
 * when the rate limit allows it, and before the process ends. Short ones share such a line too, if
 * they keep ending for more than three seconds.
 *
 * <p>{@link #show} is called by one thread at a time. Nothing has to be closed.
 */
public final class PlainView implements View {

  private static final long SECOND = LineRateLimiter.SECOND;

  /** How many failures are told at once in three seconds. */
  private static final int MAX_FAILURES = 5;

  /** When a row was printed last, and which tenth it had reached. */
  private record Printed(long nanos, long tenth) {}

  private final Supplier<PrintStream> target;
  private final SummaryLines summaryLines = SummaryLines.of(Variables.ofProcess());
  private final LineRateLimiter lineRateLimiter = new LineRateLimiter();
  private final UnreportedRows unreportedRows = new UnreportedRows();
  private final IdleTail idleTail = new IdleTail();
  private final JobFailures<FailureLog> failures = new JobFailures<>(FailureLog::new);
  private Map<Long, Printed> printed = new HashMap<>();
  private long lastLine;

  /** When failures were told last, and how many in the same three seconds. */
  private long failuresTold;

  private int failuresCount;

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
  public ProgressListener failureListener(long id) {
    return failures.of(id);
  }

  @Override
  public void show(Snapshot snapshot) {
    long now = snapshot.nanos();
    idleTail.watch(snapshot.rows());
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
        boolean first = printed.get(row.id()) == null && row.elapsedNanos() < 3 * SECOND;
        print(now, List.of(first ? PlainLineFormat.started(row) : PlainLineFormat.line(row)));
        printed.put(row.id(), new Printed(now, tenth(row)));
      }
    }
    snapshot.rows().forEach(row -> printFailures(row, now));
    failures.forgetOthers(snapshot);
  }

  /** Tells the first failures of a job at once, unless it is so short that its end tells them. */
  private void printFailures(Row row, long now) {
    FailureLog log = failures.logs().get(row.id());
    boolean told = printed.get(row.id()) != null || row.elapsedNanos() >= LineRateLimiter.MIN;
    boolean goesOn = row.state() == Row.State.RUNNING;
    if (log == null || !goesOn || !told || !summaryLines.tells()) {
      return;
    }
    for (FailureLog.First first : log.takeFirsts()) {
      if (now - failuresTold >= LineRateLimiter.MIN) {
        failuresTold = now;
        failuresCount = 0;
      }
      if (failuresCount++ < MAX_FAILURES) {
        target.get().println(PlainLineFormat.failed(row, first));
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
    lines.add(PlainLineFormat.line(row));
    List<FailureKind> kinds = summaryLines.failures(row, summary, failures.logs().get(row.id()));
    FailureLines.inLog(kinds).forEach(text -> lines.add(PlainLineFormat.label(row) + text));
    summaryLines
        .lines(row, summary, idleTail)
        .forEach(text -> lines.add(PlainLineFormat.label(row) + text));
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
    if (row.counts().settled() == 0) {
      return isMilestone(row, waits);
    }
    if (waits >= LineRateLimiter.most(row.elapsedNanos())) {
      return true;
    }
    // When all is done, the last line comes soon and says the same.
    Long total = row.total();
    boolean all = total != null && row.counts().settled() >= total;
    return tenth(row) > before.tenth && waits >= LineRateLimiter.MIN && !all;
  }

  /** Whether it is time to say that nothing has ended yet: after 10, 30, 60 seconds, and so on. */
  private static boolean isMilestone(Row row, long waits) {
    long elapsed = row.elapsedNanos();
    long told = elapsed - waits;
    for (long seconds : new long[] {10, 30, 60}) {
      if (told < seconds * SECOND && elapsed >= seconds * SECOND) {
        return true;
      }
    }
    return waits >= 60 * SECOND;
  }

  private static long tenth(Row row) {
    Long percent = Shares.percent(row);
    return percent == null ? 0 : percent / 10;
  }
}
