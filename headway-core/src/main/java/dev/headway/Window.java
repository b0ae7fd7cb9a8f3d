package dev.headway;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes on their way to the consumer: a ring with one slot for each input that was taken and
 * not yet delivered. In an ordered run the slot is the input's own, else the next free one; nothing
 * else differs. Many threads publish without a lock, one consumes.
 *
 * <p>No slot is written twice: as many inputs may be taken as there is {@link #room}, and delivery
 * makes room.
 */
final class Window<T> {
  /** The most that any window holds; a ring of this size costs 64 KiB. */
  static final int LARGEST = 1 << 14;

  private final AtomicReferenceArray<@Nullable T> slots;
  private final int mask;
  private final boolean ordered;
  private final AtomicLong completions = new AtomicLong();
  private final AtomicLong delivered = new AtomicLong();

  /** The position that the consumer sleeps for, or -1. */
  private volatile long awaited = -1;

  private volatile @Nullable Thread consumer;

  Window(boolean ordered, int largest) {
    int size = Integer.highestOneBit(Math.max(1, largest - 1)) << 1;
    this.slots = new AtomicReferenceArray<>(size);
    this.mask = size - 1;
    this.ordered = ordered;
  }

  /** How many more inputs may be taken. */
  int room(long taken, int limit) {
    return (int) (Math.min(limit, slots.length()) - (taken - delivered.get()));
  }

  /** Hands over an outcome; called once for each input, by any thread. */
  void publish(long index, T outcome) {
    long position = ordered ? index : completions.getAndIncrement();
    slots.setRelease((int) position & mask, outcome);
    // The store must be seen before the consumer is found awake: it looks the other way round.
    VarHandle.fullFence();
    if (awaited == position) {
      LockSupport.unpark(consumer);
    }
  }

  /** The next outcome, or null if it is not there yet. Called by the consumer alone. */
  @Nullable T poll() {
    long next = delivered.get();
    int slot = (int) next & mask;
    T outcome = slots.getAcquire(slot);
    if (outcome != null) {
      slots.setOpaque(slot, null);
      delivered.lazySet(next + 1);
    }
    return outcome;
  }

  /** An outcome that waits for its turn, or null; for the consumer when there are no more turns. */
  @Nullable T take(long index) {
    return ordered ? slots.getAndSet((int) index & mask, null) : poll();
  }

  /** How many outcomes the consumer has got. */
  long delivered() {
    return delivered.get();
  }

  /**
   * Sleeps until the next outcome is there, or until the condition holds and {@link #wake} came.
   */
  void await(BooleanSupplier enough, long nanos) throws InterruptedException {
    long next = delivered.get();
    consumer = Thread.currentThread();
    awaited = next;
    VarHandle.fullFence();
    try {
      while (slots.getAcquire((int) next & mask) == null && !enough.getAsBoolean()) {
        if (nanos == Long.MAX_VALUE) {
          LockSupport.park(this);
        } else {
          LockSupport.parkNanos(this, nanos);
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (nanos != Long.MAX_VALUE) {
          return; // Perhaps for nothing: whoever waits looks again.
        }
      }
    } finally {
      awaited = -1;
    }
  }

  /** Lets the consumer look again. */
  void wake() {
    LockSupport.unpark(consumer);
  }
}
