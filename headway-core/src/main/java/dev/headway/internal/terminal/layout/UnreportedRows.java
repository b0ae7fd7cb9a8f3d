package dev.headway.internal.terminal.layout;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.progress.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What ended and has no line of its own, to be told in one. What was too short for a line is told
 * only if such have been ending for a while, one after the other; all else is told in any case.
 */
public final class UnreportedRows {

  /** After such a pause, what ends next has nothing to do with what ended before. */
  private static final long PAUSE = 2 * LineRateLimiter.SECOND;

  private long finished;
  private long stopped;
  private Counts counts = new Counts(0, 0, 0, 0, 0, 0);
  private Map<String, Long> errors = new LinkedHashMap<>();

  /** The label of all; null if they differ or there is none. */
  private @Nullable String label;

  /** The lines of the one that is to be told, while it is one. */
  private List<String> lines = List.of();

  /** How many of these are to be told in any case. */
  private long owed;

  /**
   * Whether short ones have been ending, since when, when the last did, and whether it was told.
   */
  private boolean streak;

  private long begun;
  private long last;
  private boolean told;

  /** One that is to be told, by these lines if it stays alone. */
  public void add(Row row, @Nullable Summary summary, List<String> itsLines) {
    lines = owed == 0 ? itsLines : List.of();
    owed++;
    count(row);
    if (summary != null) {
      summary.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum));
    }
  }

  /** One that went well and was too short to be told alone. */
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

  /** Of a few short ones, which nobody was told of, nothing is kept. */
  private void endStreak(long now) {
    if (!streak || now - last <= PAUSE) {
      return;
    }
    streak = false;
    if (told && ended() > 0) {
      owed = Math.max(owed, 2); // So many that their sum is told.
    } else if (owed == 0) {
      clear();
    }
    told = false;
  }

  private void clear() {
    finished = 0;
    stopped = 0;
    owed = 0;
    counts = new Counts(0, 0, 0, 0, 0, 0);
    errors = new LinkedHashMap<>();
    label = null;
    lines = List.of();
  }

  private long ended() {
    return finished + stopped;
  }

  /** Whether there is something that will be told, unless nothing more happens. */
  public boolean isWaiting(long now) {
    endStreak(now);
    return ended() > 0;
  }

  /** Whether it is time to tell, as far as the pace allows it. */
  public boolean isDue(long now, long printed) {
    endStreak(now);
    if (owed > 0 || ended() == 0) {
      return owed > 0;
    }
    return told ? now - printed >= LineRateLimiter.most(now - begun) : isLong();
  }

  /** Whether short ones have been ending for so long that somebody wants to know. */
  private boolean isLong() {
    return streak && last - begun >= LineRateLimiter.MIN;
  }

  /** Whether it must be told before the process ends. */
  public boolean isOwed() {
    return owed > 0 || told && ended() > 0;
  }

  /**
   * Tells it, and has nothing to tell any more.
   *
   * @param more true if other lines went before
   */
  public List<String> take(boolean more) {
    List<String> taken = owed == 1 && ended() == 1 ? lines : List.of(sum(more));
    told |= isLong();
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
    String problems = Formats.problems(counts, ", ");
    text.append(problems.isEmpty() ? "" : "; in them " + problems);
    text.append(errors.isEmpty() ? "" : ": " + SummaryLines.errors(errors));
    return text.toString();
  }
}
