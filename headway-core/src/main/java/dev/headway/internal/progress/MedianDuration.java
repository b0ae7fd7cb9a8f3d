package dev.headway.internal.progress;

import dev.headway.internal.estimate.data.Observation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long half of the tasks take: the median of all that ended, while they are few, then of every
 * second, fourth and so on. Used by one thread.
 */
final class MedianDuration {
  private static final int SIZE = 256;
  private static final int LEAST = 5;

  private final long[] nanos = new long[SIZE];
  private int size;
  private long seen;
  private long stride = 1;

  /** The median when it was asked for last, and of how many. */
  private @Nullable Long median;

  private long medianSeen;

  void add(List<Observation.Ended> ended) {
    for (Observation.Ended one : ended) {
      if (size == SIZE) {
        for (int i = 0; i < SIZE / 2; i++) {
          nanos[i] = nanos[2 * i];
        }
        size = SIZE / 2;
        stride *= 2;
      }
      if (seen++ % stride == 0) {
        nanos[size++] = one.nanos();
      }
    }
  }

  /** Returns the median in nanoseconds; null before five tasks have ended. */
  @Nullable Long nanos() {
    if (size < LEAST) {
      return null;
    }
    if (medianSeen != seen) {
      long[] sorted = Arrays.copyOf(nanos, size);
      Arrays.sort(sorted);
      median = sorted[size / 2];
      medianSeen = seen;
    }
    return median;
  }
}
