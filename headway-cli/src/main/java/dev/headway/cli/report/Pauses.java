package dev.headway.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Long times in which nothing ran, as between two runs of a job: they are cut out of the times of
 * entries, so that a picture shows work.
 */
final class Pauses {
  /** Shorter ones stay. */
  private static final long LEAST_MICROS = 1_000_000;

  /** Those that are a smaller part of the time in which something ran stay. */
  private static final int PART = 4;

  private final long originMicros;
  private final long activeMicros;
  private final long wallMicros;
  private long[] at = new long[0];
  private long[] lost = new long[0];

  private Pauses(long originMicros, long activeMicros, long wallMicros) {
    this.originMicros = originMicros;
    this.activeMicros = activeMicros;
    this.wallMicros = wallMicros;
  }

  /** Lets times count from the first begin, and takes pauses out of them. */
  static Pauses cut(int[] order, long[] starts, long[] ends) {
    if (order.length == 0) {
      return new Pauses(TaskEntry.UNKNOWN, 0, 0);
    }
    long origin = starts[order[0]];
    long active = 0;
    long latest = origin;
    for (int entry : order) {
      active += Math.max(0, ends[entry] - Math.max(latest, starts[entry]));
      latest = Math.max(latest, ends[entry]);
    }
    Pauses pauses = new Pauses(origin, active, latest - origin);
    pauses.apply(order, starts, ends);
    return pauses;
  }

  private void apply(int[] order, long[] starts, long[] ends) {
    long least = Math.max(LEAST_MICROS, activeMicros / PART);
    List<Long> places = new ArrayList<>();
    List<Long> cuts = new ArrayList<>();
    long latest = 0;
    long cut = 0;
    for (int entry : order) {
      long start = starts[entry] - originMicros;
      long end = ends[entry] - originMicros;
      if (start - latest > least) {
        cut += start - latest;
        places.add(start - cut);
        cuts.add(cut);
      }
      latest = Math.max(latest, end);
      starts[entry] = start - cut;
      ends[entry] = end - cut;
    }
    at = places.stream().mapToLong(Long::longValue).toArray();
    lost = cuts.stream().mapToLong(Long::longValue).toArray();
  }

  /** The first begin, since 1970 or as the file counts; unknown if there is none. */
  long originMicros() {
    return originMicros;
  }

  /** How long at least one entry ran. */
  long activeMicros() {
    return activeMicros;
  }

  /** From the first begin to the last end, with all pauses. */
  long wallMicros() {
    return wallMicros;
  }

  /** Where pauses were cut out, as times without them. */
  long[] places() {
    return at.clone();
  }

  /** The true time since the first begin, of a begin without pauses. */
  long trueTime(long micros) {
    int next = Arrays.binarySearch(at, micros);
    int before = next >= 0 ? next : -next - 2;
    return before < 0 ? micros : micros + lost[before];
  }
}
