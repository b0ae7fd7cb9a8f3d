package dev.headway.progress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * How long the last tasks of a worker took: a ring that one thread writes and another reads,
 * without a lock. When it is full, what comes is passed by until it was read: of tiny tasks a few
 * tell enough, and they must not pay for more.
 */
final class LaneEndings {
  private static final VarHandle WRITTEN = field("written");
  private static final VarHandle READ = field("read");
  private static final int FIELDS = 3;

  private final long[] ring;
  private final int mask;

  private long written;
  private long read;

  /**
   * Makes an empty one.
   *
   * @param kept for how many there is room; a power of two
   */
  LaneEndings(int kept) {
    ring = new long[FIELDS * kept];
    mask = kept - 1;
  }

  /** Called by the thread that drives the worker. */
  void add(long index, long amount, long nanos) {
    long next = written;
    if (next - (long) READ.getAcquire(this) > mask) {
      return;
    }
    int at = FIELDS * ((int) next & mask);
    ring[at] = index;
    ring[at + 1] = amount;
    ring[at + 2] = nanos;
    WRITTEN.setRelease(this, next + 1);
  }

  /** Called by the thread that takes snapshots. */
  void drain(List<Observation.Ended> target) {
    long end = (long) WRITTEN.getAcquire(this);
    long next = read;
    for (; next < end; next++) {
      int at = FIELDS * ((int) next & mask);
      target.add(new Observation.Ended(ring[at], ring[at + 1], ring[at + 2]));
    }
    READ.setRelease(this, next);
  }

  private static VarHandle field(String name) {
    try {
      return MethodHandles.lookup().findVarHandle(LaneEndings.class, name, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
