package dev.headway.internal.dashboard.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one worker did over the whole time of a job: the same in buckets of several widths, each of
 * them kept for four times as long as the one before.
 */
final class Lane {
  /** 0.1 s to 27 min: the widest reach back for 19 days. */
  private static final int LEVELS = 8;

  private static final long BASE_MILLIS = 100;
  private static final int FACTOR = 4;

  private final List<TimeBuckets> levels = new ArrayList<>();
  private long busyUntil;
  private boolean wasBusy;
  private long deadSince = -1;

  Lane() {
    long width = BASE_MILLIS;
    for (int i = 0; i < LEVELS; i++) {
      levels.add(new TimeBuckets(width));
      width *= FACTOR;
    }
  }

  /** Notes that it was seen with a task that began at some time, or without one. */
  void sample(long now, boolean busy, long begun) {
    if (busy) {
      span(TimeBuckets.BUSY, Math.max(busyUntil, begun), now);
      busyUntil = Math.max(busyUntil, now);
    } else if (wasBusy) {
      // It ended since the last time, and when is not known.
      span(TimeBuckets.BUSY, busyUntil, (busyUntil + now) / 2);
      busyUntil = Math.max(busyUntil, (busyUntil + now) / 2);
    }
    if (deadSince >= 0) {
      span(TimeBuckets.DEAD, deadSince, now);
      deadSince = now;
    }
    wasBusy = busy;
  }

  /** Notes a task of which the end is known. */
  void ended(long now, long begun, boolean failed) {
    span(TimeBuckets.BUSY, Math.max(busyUntil, begun), now);
    busyUntil = Math.max(busyUntil, now);
    wasBusy = false;
    each(buckets -> buckets.count(TimeBuckets.ENDED, now));
    if (failed) {
      each(buckets -> buckets.count(TimeBuckets.FAILED, now));
    }
    each(buckets -> buckets.longest(now, now - begun));
  }

  /** Notes a task that was seen, and then no more. */
  void vanished(long now, long begun) {
    each(buckets -> buckets.count(TimeBuckets.ENDED, now));
    each(buckets -> buckets.longest(now, now - begun));
  }

  void died(long now) {
    deadSince = now;
    wasBusy = false;
  }

  void replaced(long now) {
    if (deadSince >= 0) {
      span(TimeBuckets.DEAD, deadSince, now);
    }
    deadSince = -1;
  }

  private void span(int field, long from, long to) {
    each(buckets -> buckets.addSpan(field, from, to));
  }

  private void each(Consumer<TimeBuckets> action) {
    levels.forEach(action);
  }

  /** The narrowest buckets that reach back so far, and of which a span has no more than so many. */
  TimeBuckets level(long from, long to, int most) {
    for (TimeBuckets level : levels) {
      if (level.keptFrom() <= from && (to - from + level.width() - 1) / level.width() <= most) {
        return level;
      }
    }
    return levels.get(LEVELS - 1);
  }

  /** The buckets of a width that {@link #level} has told. */
  TimeBuckets ofWidth(long width) {
    return levels.stream().filter(level -> level.width() == width).findFirst().orElseThrow();
  }

  long bytes() {
    return levels.stream().mapToLong(TimeBuckets::bytes).sum();
  }
}
