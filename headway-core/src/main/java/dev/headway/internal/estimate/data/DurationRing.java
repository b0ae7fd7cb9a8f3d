package dev.headway.internal.estimate.data;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long the last tasks of a worker took: a ring that one thread writes and another reads,
 * without a lock. When it is full, what comes is passed by until it was read: of tiny tasks a few
 * tell enough, and they must not pay for more.
 */
public final class DurationRing {
  private static final int FIELDS = 3;

  private final long[] ring;
  private final int mask;

  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();

  /**
   * Makes an empty one.
   *
   * @param kept for how many there is room; a power of two
   */
  public DurationRing(int kept) {
    ring = new long[FIELDS * kept];
    mask = kept - 1;
  }

  /** Called by the thread that drives the worker. */
  public void add(long index, long amount, long nanos) {
    long next = written.getPlain();
    if (next - read.getAcquire() > mask) {
      return;
    }
    int at = FIELDS * ((int) next & mask);
    ring[at] = index;
    ring[at + 1] = amount;
    ring[at + 2] = nanos;
    written.setRelease(next + 1);
  }

  /** Called by the thread that takes snapshots. */
  public void drain(List<Observation.Ended> target) {
    long end = written.getAcquire();
    long next = read.getPlain();
    for (; next < end; next++) {
      int at = FIELDS * ((int) next & mask);
      target.add(new Observation.Ended(ring[at], ring[at + 1], ring[at + 2]));
    }
    read.setRelease(next);
  }
}
