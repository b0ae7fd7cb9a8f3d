package dev.headway.internal.terminal.layout;

import dev.headway.progress.Forecast;
import dev.headway.progress.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the predicted rest and the rate of each row still for a second: figures that change ten
 * times a second cannot be read. Counts are never held back, and where they change so slowly that a
 * reader sees each, the rate changes with them, or the line would contradict itself. While nothing
 * ends, the high end of the rest stays: that time has passed is no evidence that it will end
 * sooner.
 */
public final class DisplaySmoother {

  /** Below so many a second, each change of the count is seen, and the rate changes with it. */
  private static final double SLOW = 4;

  private record Held(
      long second,
      long settled,
      @Nullable Forecast forecast,
      @Nullable Double rate,
      long foretoldAt,
      long foretoldSettled) {}

  private Map<Long, Held> held = new HashMap<>();

  /** The rows of a new snapshot with figures that are at most a second old. */
  public List<Row> of(List<Row> rows) {
    Map<Long, Held> next = new HashMap<>();
    List<Row> steady = rows.stream().map(row -> of(row, next)).toList();
    held = next;
    return steady;
  }

  private static boolean seen(Held before, Row row) {
    Double rate = row.rate();
    return row.counts().settled() != before.settled && (rate == null || rate < SLOW);
  }

  private Row of(Row row, Map<Long, Held> next) {
    if (row.state() != Row.State.RUNNING) {
      return row;
    }
    long second = row.elapsedNanos() / 1_000_000_000L;
    Held before = held.get(row.id());
    // Something instead of nothing is shown at once, and so is the loss of it.
    boolean same =
        before != null
            && before.second == second
            && (before.forecast == null) == (row.forecast() == null)
            && (before.rate == null) == (row.rate() == null)
            && !seen(before, row);
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
    if (second == before.foretoldAt) {
      return new Held(second, settled, old, row.rate(), before.foretoldAt, before.foretoldSettled);
    }
    Forecast next = settled == before.foretoldSettled ? pinned(old, fresh) : fresh;
    return new Held(second, settled, next, row.rate(), second, settled);
  }

  /**
   * Nothing ended since: the low end counts down, and the high one falls for no reason but that.
   */
  private static Forecast pinned(Forecast old, Forecast fresh) {
    long low = Math.min(old.lowNanos(), fresh.lowNanos());
    long high = Math.max(old.highNanos(), fresh.highNanos());
    return new Forecast(low, fresh.likelyNanos(), high);
  }
}
