package dev.headway.internal.dashboard.model;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The lanes of the workers of one job, up to a number of them. */
public final class Lanes {
  /** More cannot be told apart on a screen. */
  static final int MAX_LANES = 128;

  private final SortedMap<Integer, Lane> lanes = new TreeMap<>();
  private boolean cut;

  /**
   * A part of the time in buckets.
   *
   * @param from where the first bucket begins, in milliseconds since the start of the job
   * @param width of each, in milliseconds
   * @param count how many they are
   * @param lanes one for each worker
   */
  public record View(long from, long width, int count, Map<Integer, Buckets> lanes, boolean cut) {}

  /**
   * What one worker did in each bucket.
   *
   * @param busy for how many milliseconds it worked
   * @param dead for how many it was dead
   * @param ended how many of the tasks that were seen ended
   * @param failed how many attempts failed
   * @param longest how many milliseconds the longest took that ended there
   */
  public record Buckets(int[] busy, int[] dead, int[] ended, int[] failed, int[] longest) {}

  /** The lane of a worker; null if there are too many. */
  @Nullable Lane of(int worker) {
    Lane lane = lanes.get(worker);
    if (lane == null && lanes.size() < MAX_LANES) {
      lane = new Lane();
      lanes.put(worker, lane);
    }
    cut |= lane == null;
    return lane;
  }

  SortedMap<Integer, Lane> all() {
    return lanes;
  }

  long bytes() {
    return lanes.values().stream().mapToLong(Lane::bytes).sum();
  }

  /** The time from one moment to another in at most so many buckets, all of one width. */
  View view(long from, long to, int most) {
    long width = 0;
    for (Lane lane : lanes.values()) {
      width = Math.max(width, lane.level(from, to, most).width());
    }
    if (width == 0) {
      return new View(from, Math.max(1, to - from), 0, Map.of(), cut);
    }
    long first = from / width;
    int count = (int) Math.min(most + 1L, (to + width - 1) / width - first);
    Map<Integer, Buckets> shown = new TreeMap<>();
    for (Map.Entry<Integer, Lane> each : lanes.entrySet()) {
      TimeBuckets level = each.getValue().ofWidth(width);
      shown.put(
          each.getKey(),
          new Buckets(
              values(level, TimeBuckets.BUSY, first, count),
              values(level, TimeBuckets.DEAD, first, count),
              values(level, TimeBuckets.ENDED, first, count),
              values(level, TimeBuckets.FAILED, first, count),
              values(level, TimeBuckets.LONGEST, first, count)));
    }
    return new View(first * width, width, count, shown, cut);
  }

  private static int[] values(TimeBuckets level, int field, long first, int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = level.get(field, first + i);
    }
    return values;
  }
}
