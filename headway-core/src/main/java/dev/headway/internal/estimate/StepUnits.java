package dev.headway.internal.estimate;

import dev.headway.internal.estimate.data.DurationSample;
import dev.headway.internal.estimate.data.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * What is advanced by hand, cut into units of equal amounts, as if each were a task of one worker.
 * Nobody says when a step ends: its count is seen to have moved between two observations, and what
 * moved is spread evenly over the time since it moved last.
 *
 * <p>A unit is one step while steps are slow. Where many steps end between two observations, and
 * where there are many units, two units become one.
 */
final class StepUnits {
  private static final int MOST = 256;

  /** So many units are kept apart, even if several end at once. */
  private static final int FEWEST = 32;

  /** Where one step of the count brings more units than this, each has no time of its own. */
  private static final double MANY = 1.5;

  private static final double KEPT = 0.9;

  /** When each unit ended, in seconds; the first entry is the start. */
  private final double[] ends = new double[MOST + 1];

  private int size;
  private long unit = 1;
  private long seen;
  private double movedAt;

  /** How many units the count moved by at once, lately. */
  private double biggest;

  /** Takes in how much is done at a time. */
  void observe(long elapsedNanos, long done) {
    double at = elapsedNanos / 1e9;
    if (done <= seen) {
      return;
    }
    double moved = done - seen;
    while (done / unit > MOST || moved / unit > MOST / 2) {
      merge();
    }
    for (long end = (size + 1) * unit; end > 0 && end <= done; end += unit) {
      ends[++size] = movedAt + (at - movedAt) * (end - seen) / moved;
    }
    biggest = Math.max(KEPT * biggest, moved / unit);
    if (biggest > MANY && size >= 2 * FEWEST) {
      merge();
    }
    seen = done;
    movedAt = at;
  }

  private void merge() {
    size /= 2;
    for (int i = 1; i <= size; i++) {
      ends[i] = ends[2 * i];
    }
    unit *= 2;
    biggest /= 2;
  }

  int size() {
    return size;
  }

  /** The durations of the units that ended. */
  DurationSample durations() {
    List<Observation.Ended> ended = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      ended.add(new Observation.Ended(i, 1, (long) (1e9 * Math.max(0, ends[i + 1] - ends[i]))));
    }
    DurationSample durations = new DurationSample();
    durations.add(ended);
    return durations;
  }

  /** The same as an observation of one worker and its tasks. */
  Observation asTasks(Observation now, long total) {
    long count = Math.max(size + 1, (total - 1) / unit + 1);
    long age = Math.max(0, now.elapsedNanos() - (long) (1e9 * ends[size]));
    return new Observation(
        now.elapsedNanos(),
        size,
        count,
        size,
        count,
        size,
        (long) (1e9 * ends[size]),
        1,
        1,
        now.elapsedNanos(),
        List.of(new Observation.Running(size, 1, age)),
        List.of());
  }
}
