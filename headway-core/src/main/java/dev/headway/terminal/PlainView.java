package dev.headway.terminal;

import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Prints lines for a log: one when a progress begins, one with every further tenth but at most one
 * in three seconds, and exactly one when it ended. In any case there is one every ten seconds in
 * the first two minutes, every thirty in the first hour, and every minute after that, so that it
 * never looks as if it hung, and a week's log has about a megabyte. They have no carriage returns,
 * no escape codes and only ASCII characters of their own. A long job and one with failures get a
 * few lines more at the end, as with {@link BarView}.
 *
 * <pre>{@code
 * thumbnails: 12/40 (30%), 1 failed, 0:05 elapsed, 10s-15s left, 3.2/s
 * }</pre>
 *
 * <p>{@link #show} is called by one thread at a time. Nothing has to be closed.
 */
public final class PlainView implements View {

  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;

  /** A tenth that is reached sooner after the last line gets none. */
  private static final long LEAST = 3 * SECOND;

  /** When a row was printed last, and which tenth it had reached. */
  private record Printed(long nanos, long tenth) {}

  private final Supplier<PrintStream> target;
  private final Closing closing = Closing.of(Variables.ofProcess());
  private Map<Long, Printed> printed = new HashMap<>();

  /** Prints to whatever {@code System.err} is at that moment. */
  public PlainView() {
    this.target = () -> Tap.below(System.err);
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
    Map<Long, Printed> next = new HashMap<>();
    for (Row row : snapshot.rows()) {
      Printed before = printed.get(row.id());
      boolean ended = row.state() != Row.State.RUNNING;
      Long percent = Amounts.percent(row);
      long tenth = percent == null ? 0 : percent / 10;
      boolean due = ended ? isLasting(row, before) : isDue(row, before, snapshot.nanos(), tenth);
      if (due) {
        target.get().println(line(row));
        before = new Printed(snapshot.nanos(), tenth);
      }
      String label = row.label().isEmpty() ? "" : Visible.of(row.label()) + ": ";
      for (String text : closing.lines(row, snapshot.summaries().get(row.id()))) {
        target.get().println(label + text);
      }
      if (!ended && before != null) {
        next.put(row.id(), before);
      }
    }
    printed = next;
  }

  /** Whether the end of a row gets a line: a nested one that went well and fast would be noise. */
  private static boolean isLasting(Row row, @Nullable Printed before) {
    boolean well = row.complete() && row.counts().unsuccessful() == 0;
    return row.depth() == 0 || before != null || !well;
  }

  private static boolean isDue(Row row, @Nullable Printed before, long nanos, long tenth) {
    if (before == null) {
      return row.depth() == 0 || row.elapsedNanos() >= 10 * SECOND;
    }
    long since = nanos - before.nanos;
    return since >= pace(row.elapsedNanos()) || tenth > before.tenth && since >= LEAST;
  }

  /** After so much time without a line there is one. */
  private static long pace(long elapsed) {
    if (elapsed < 2 * MINUTE) {
      return 10 * SECOND;
    }
    return elapsed < 60 * MINUTE ? 30 * SECOND : MINUTE;
  }

  /** A row as one line of text. */
  static String line(Row row) {
    StringBuilder line = new StringBuilder("  ".repeat(Math.min(8, row.depth())));
    if (!row.label().isEmpty()) {
      line.append(Visible.of(row.label())).append(": ");
    }
    Long percent = Amounts.percent(row);
    Forecast forecast = row.forecast();
    Double rate = row.rate();
    line.append(Amounts.progress(row));
    line.append(percent == null ? "" : " (" + percent + "%)");
    add(line, Amounts.problems(row.counts(), ", "));
    add(line, Amounts.stalled(row));
    add(line, Amounts.elapsed(row.elapsedNanos()) + " elapsed");
    if (row.state() == Row.State.RUNNING && forecast != null) {
      add(line, Amounts.range(forecast, "-") + " left");
    }
    add(line, rate == null ? "" : Amounts.rate(rate, row.unit()));
    add(line, Visible.of(row.note()));
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
