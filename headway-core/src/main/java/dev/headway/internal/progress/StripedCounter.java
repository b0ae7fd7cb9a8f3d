package dev.headway.internal.progress;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A sum that many threads add to, each to a {@link PaddedCounter} of its own, so that an addition
 * costs neither an atomic operation nor a cache line that travels. Slots are made when a thread
 * comes first, and are inherited when it is gone; threads beyond the slots share what is slower.
 * The size is bounded, whatever the number of threads.
 *
 * <p>Safe for use by several threads. {@link #sum()} has everything that was added before, if it is
 * known to be before (by a join, a lock, a volatile write); of what is added meanwhile it may have
 * a part.
 */
public final class StripedCounter {
  /** A power of two, more than most programs have threads that count into one bar. */
  public static final int SLOTS = 32;

  /** The number of places where a thread looks for its slot. */
  private static final int PLACES = 4;

  private final AtomicReferenceArray<@Nullable PaddedCounter> paddedCounters =
      new AtomicReferenceArray<>(SLOTS);
  private final LongAdder shared = new LongAdder();
  private volatile @Nullable PaddedCounter lone;

  public void add(long steps) {
    Thread thread = Thread.currentThread();
    // Only a hint where to look: a subclass may answer anything.
    int home = (int) thread.getId() & (SLOTS - 1);
    PaddedCounter paddedCounter = paddedCounters.getAcquire(home);
    if (paddedCounter != null && paddedCounter.refersTo(thread)) {
      paddedCounter.add(steps);
    } else {
      addElsewhere(thread, home, steps);
    }
  }

  private void addElsewhere(Thread thread, int home, long steps) {
    for (int i = 1; i < PLACES; i++) {
      PaddedCounter paddedCounter = paddedCounters.getAcquire(home ^ i);
      if (paddedCounter != null && paddedCounter.refersTo(thread)) {
        paddedCounter.add(steps);
        return;
      }
    }
    for (int i = 0; i < PLACES; i++) {
      if (occupied(home ^ i, thread, steps)) {
        return;
      }
    }
    shared.add(steps);
  }

  /** Takes a place that is free, or whose thread is gone and can count no more. */
  private boolean occupied(int place, Thread thread, long steps) {
    PaddedCounter before = paddedCounters.get(place);
    if (before == null) {
      return paddedCounters.compareAndSet(place, null, new PaddedCounter(thread, steps));
    }
    Thread holder = before.get();
    return (holder == null || !holder.isAlive())
        && paddedCounters.compareAndSet(
            place, before, new PaddedCounter(thread, before.count() + steps));
  }

  /**
   * Returns a slot that belongs to no thread. The caller ensures that threads use it one at a time.
   */
  PaddedCounter lone() {
    PaddedCounter made = new PaddedCounter(null, 0);
    lone = made;
    return made;
  }

  /** Goes on from another sum, and takes its lone slot over; the other one stays as it is. */
  void continues(StripedCounter other) {
    PaddedCounter taken = other.lone;
    if (taken != null) {
      other.lone = new PaddedCounter(null, taken.count());
      lone = taken;
    }
  }

  /** How many slots were made for threads. */
  public int slots() {
    int made = 0;
    for (int i = 0; i < SLOTS; i++) {
      made += paddedCounters.get(i) == null ? 0 : 1;
    }
    return made;
  }

  public long sum() {
    long sum = shared.sum();
    for (int i = 0; i < SLOTS; i++) {
      PaddedCounter paddedCounter = paddedCounters.get(i);
      sum += paddedCounter == null ? 0 : paddedCounter.count();
    }
    PaddedCounter own = lone;
    return own == null ? sum : sum + own.count();
  }
}
