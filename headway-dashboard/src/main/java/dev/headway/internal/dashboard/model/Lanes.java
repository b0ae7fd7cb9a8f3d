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
   * @param cut whether there are more workers
   * @param keptFrom the time from which on all is kept, in milliseconds since the start of the job
   */
  public record View(
      long from, long width, int count, Map<Integer, Buckets> lanes, boolean cut, long keptFrom) {}

  /**
   * What one worker did in each bucket. It is read from the lane, and so only while nothing
   * changes.
   *
   * @param level buckets of the lane
   * @param first the number of the first of them
   * @param each how many of them are one bucket of the view
   * @param count how many those of the view are
   */
  public record Buckets(TimeBuckets level, long first, long each, int count) {

    /** For how many milliseconds it worked. */
    public int[] busy() {
      return values(TimeBuckets.BUSY);
    }

    /** For how many milliseconds it was dead. */
    public int[] dead() {
      return values(TimeBuckets.DEAD);
    }

    /** How many of the tasks that were seen ended. */
    public int[] ended() {
      return values(TimeBuckets.ENDED);
    }

    /** How many attempts failed. */
    public int[] failed() {
      return values(TimeBuckets.FAILED);
    }

    /** How many milliseconds the longest task took that ended there. */
    public int[] longest() {
      return values(TimeBuckets.LONGEST);
    }

    private int[] values(int field) {
      int[] values = new int[count];
      for (int i = 0; i < count; i++) {
        values[i] = level.get(field, first + i * each, each);
      }
      return values;
    }
  }

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
      return new View(from, Math.max(1, to - from), 0, Map.of(), cut, 0);
    }
    long first = from / width;
    long all = (to + width - 1) / width - first;
    long each = (all + most) / (most + 1L); // More than one where the widest are too many.
    int count = (int) ((all + each - 1) / each);
    long keptFrom = 0;
    Map<Integer, Buckets> shown = new TreeMap<>();
    for (Map.Entry<Integer, Lane> lane : lanes.entrySet()) {
      TimeBuckets level = lane.getValue().ofWidth(width);
      keptFrom = Math.max(keptFrom, level.keptFrom());
      shown.put(lane.getKey(), new Buckets(level, first, each, count));
    }
    return new View(first * width, each * width, count, shown, cut, keptFrom);
  }
}
