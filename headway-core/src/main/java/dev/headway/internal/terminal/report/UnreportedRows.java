package dev.headway.internal.terminal.report;

import dev.headway.internal.terminal.format.Formats;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.progress.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The unreported rows: they ended without a line of their own, and share one. Short rows are
 * reported only if they keep ending for a while. All other rows are reported in any case.
 */
public final class UnreportedRows {

  private static final int MAX_KINDS = 5;

  /** After this pause, the next rows have nothing to do with the rows before. */
  private static final long PAUSE = 2 * LineRateLimiter.SECOND;

  private long finished;
  private long stopped;
  private Counts counts = new Counts(0, 0, 0, 0, 0, 0);
  private Map<String, Long> errors = new LinkedHashMap<>();

  /** The label of all; null if they differ or there is none. */
  private @Nullable String label;

  /** The lines of the row to report, while there is only one. */
  private List<String> lines = List.of();

  /** How many of the rows must be reported in any case. */
  private long requiredRows;

  /**
   * Whether short rows keep ending, since when, when the last one ended, and whether that was
   * reported.
   */
  private boolean streak;

  private long begun;
  private long last;
  private boolean reported;

  /** Adds a row that must be reported, by these lines if it stays alone. */
  public void add(Row row, @Nullable Summary summary, List<String> itsLines) {
    lines = requiredRows == 0 ? itsLines : List.of();
    requiredRows++;
    count(row);
    if (summary != null) {
      summary.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum));
    }
  }

  /** Adds a row that succeeded and was too short for a line of its own. */
  public void addShort(Row row, long now) {
    endStreak(now);
    if (!streak) {
      streak = true;
      begun = now;
    }
    last = now;
    count(row);
  }

  private void count(Row row) {
    label = ended() == 0 || row.label().equals(label) ? row.label() : null;
    if (row.state() == Row.State.STOPPED) {
      stopped++;
    } else {
      finished++;
    }
    Counts more = row.counts();
    counts =
        new Counts(
            0,
            counts.failed() + more.failed(),
            counts.timedOut() + more.timedOut(),
            counts.crashed() + more.crashed(),
            counts.cancelled() + more.cancelled(),
            counts.retried() + more.retried());
  }

  /** Forgets a few short rows that were never reported. */
  private void endStreak(long now) {
    if (!streak || now - last <= PAUSE) {
      return;
    }
    streak = false;
    if (reported && ended() > 0) {
      requiredRows = Math.max(requiredRows, 2); // Enough that their sum is reported.
    } else if (requiredRows == 0) {
      clear();
    }
    reported = false;
  }

  private void clear() {
    finished = 0;
    stopped = 0;
    requiredRows = 0;
    counts = new Counts(0, 0, 0, 0, 0, 0);
    errors = new LinkedHashMap<>();
    label = null;
    lines = List.of();
  }

  private long ended() {
    return finished + stopped;
  }

  /** Returns whether there is something to report, if more rows follow. */
  public boolean isWaiting(long now) {
    endStreak(now);
    return ended() > 0;
  }

  /** Returns whether a report is due, if the rate limiter allows it. */
  public boolean isDue(long now, long printed) {
    endStreak(now);
    if (requiredRows > 0 || ended() == 0) {
      return requiredRows > 0;
    }
    return reported ? now - printed >= LineRateLimiter.most(now - begun) : isLong();
  }

  /** Returns whether short rows have kept ending for long enough to be reported. */
  private boolean isLong() {
    return streak && last - begun >= LineRateLimiter.MIN;
  }

  /** Returns whether there must be a report before the process ends. */
  public boolean isOwed() {
    return requiredRows > 0 || reported && ended() > 0;
  }

  /**
   * Returns the report, and forgets its rows.
   *
   * @param more true if other lines went before
   */
  public List<String> take(boolean more) {
    List<String> taken = requiredRows == 1 && ended() == 1 ? lines : List.of(sum(more));
    reported |= isLong();
    clear();
    return taken;
  }

  private String sum(boolean more) {
    StringBuilder text = new StringBuilder();
    if (label != null && !label.isEmpty()) {
      text.append(ControlEscapes.of(label)).append(": ");
    }
    String many = more ? " more" : ended() == 1 ? " loop or job" : " loops or jobs";
    text.append(more ? "... and " : "");
    if (finished > 0) {
      text.append(finished).append(many).append(" finished");
    }
    if (stopped > 0) {
      text.append(finished > 0 ? ", " : "").append(stopped);
      text.append(finished > 0 ? "" : many).append(" stopped");
    }
    String problems = Formats.problems(counts);
    text.append(problems.isEmpty() ? "" : "; in them " + problems);
    text.append(errors.isEmpty() ? "" : ": " + errors());
    return text.toString();
  }

  /** How many failed, by the class of the exception. */
  private String errors() {
    List<String> kinds = new ArrayList<>();
    errors.entrySet().stream()
        .limit(MAX_KINDS)
        .forEach(
            kind -> {
              String name = kind.getKey().substring(kind.getKey().lastIndexOf('.') + 1);
              kinds.add(kind.getValue() + " " + ControlEscapes.of(name));
            });
    int more = errors.size() - kinds.size();
    return String.join(", ", kinds) + (more > 0 ? " and " + more + " kinds more" : "");
  }
}
