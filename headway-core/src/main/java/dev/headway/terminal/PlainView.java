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
 * in a second, one every ten seconds in any case, and exactly one when it ended. They have no
 * carriage returns, no escape codes and only ASCII characters of their own.
 *
 * <pre>{@code
 * thumbnails: 12/40 (30%), 1 failed, 0:05 elapsed, ~0:12 left, 3.2/s
 * }</pre>
 *
 * <p>{@link #show} is called by one thread at a time. Nothing has to be closed.
 */
public final class PlainView implements View {

  private static final long SECOND = 1_000_000_000L;

  /** When a row was printed last, and which tenth it had reached. */
  private record Printed(long nanos, long tenth) {}

  private final Supplier<PrintStream> target;
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
    return since >= 10 * SECOND || tenth > before.tenth && since >= SECOND;
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
      add(line, "~" + Amounts.rest(forecast.likelyNanos()) + " left");
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
