package dev.headway.internal.terminal.layout;

import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the predicted rest and the rate of each row for a second: a reader cannot follow figures
 * that change ten times a second. They stay only while they are true. If the likely end leaves the
 * range that is shown, or the count has moved by a few percent, they change at once. Counts are
 * never held back. If they change so slowly that a reader sees each, the rate changes with them.
 * While nothing ends, the high end of the rest stays: passed time is no evidence for an earlier
 * end.
 */
public final class DisplaySmoother {

  /** Below this rate per second a reader sees each change of the count, so the rate changes too. */
  private static final double SLOW = 4;

  /** If this part of all has ended since, what was foretold is too old. */
  private static final double MOVED = 0.05;

  private record Held(
      long second,
      long settled,
      @Nullable Forecast forecast,
      @Nullable Double rate,
      long foretoldAt,
      long foretoldSettled) {}

  private Map<Long, Held> held = new HashMap<>();

  /** Returns the rows of a new snapshot with figures that are at most a second old. */
  public List<Row> of(List<Row> rows) {
    Map<Long, Held> next = new HashMap<>();
    List<Row> smoothed = rows.stream().map(row -> of(row, next)).toList();
    held = next;
    return smoothed;
  }

  private static boolean seen(Held before, Row row) {
    Double rate = row.rate();
    return row.counts().settled() != before.settled && (rate == null || rate < SLOW);
  }

  /** Whether the rest that is shown may still be shown beside the counts of this row. */
  private static boolean isTrue(Held before, Row row) {
    Forecast shown = before.forecast;
    Forecast fresh = row.forecast();
    if (shown == null || fresh == null) {
      return true;
    }
    Long total = row.total();
    long moved = row.counts().settled() - before.foretoldSettled;
    return fresh.likelyNanos() >= shown.lowNanos()
        && fresh.likelyNanos() <= shown.highNanos()
        && (total == null || moved <= MOVED * total);
  }

  private Row of(Row row, Map<Long, Held> next) {
    if (row.state() != Row.State.RUNNING) {
      return row;
    }
    long second = row.elapsedNanos() / 1_000_000_000L;
    Held before = held.get(row.id());
    // A figure that appears or disappears is shown at once.
    boolean same =
        before != null
            && before.second == second
            && (before.forecast == null) == (row.forecast() == null)
            && (before.rate == null) == (row.rate() == null)
            && !seen(before, row)
            && isTrue(before, row);
    Held now = same && before != null ? before : held(row, before, second);
    next.put(row.id(), now);
    return row.with(now.rate, now.forecast);
  }

  private static Held held(Row row, @Nullable Held before, long second) {
    long settled = row.counts().settled();
    Forecast fresh = row.forecast();
    Forecast old = before == null ? null : before.forecast;
    if (before == null || fresh == null || old == null) {
      return new Held(second, settled, fresh, row.rate(), second, settled);
    }
    if (second == before.foretoldAt && isTrue(before, row)) {
      return new Held(second, settled, old, row.rate(), before.foretoldAt, before.foretoldSettled);
    }
    Forecast next = settled == before.foretoldSettled ? pinned(old, fresh) : fresh;
    return new Held(second, settled, next, row.rate(), second, settled);
  }

  /** Keeps the high end, as nothing has ended since; the low end counts down. */
  private static Forecast pinned(Forecast old, Forecast fresh) {
    long low = Math.min(old.lowNanos(), fresh.lowNanos());
    long high = Math.max(old.highNanos(), fresh.highNanos());
    return new Forecast(low, fresh.likelyNanos(), high);
  }
}
