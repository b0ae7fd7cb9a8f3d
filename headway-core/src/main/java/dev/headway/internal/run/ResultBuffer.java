package dev.headway.internal.run;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the outcomes until the consumer takes them. Many threads publish without a lock, one
 * consumes. Nothing is overwritten: {@link #remainingCapacity} bounds the inputs that may be taken,
 * and delivery frees capacity.
 *
 * <p>Publishing does not wake the consumer, since that costs more than a tiny task. {@link
 * #signalConsumer} does, once for many outcomes. Without a signal the consumer polls.
 */
public final class ResultBuffer<T> {
  /** The largest size for up to 128 workers; a ring of this size costs 256 KiB. */
  static final int MAX_SIZE = 1 << 16;

  /** The largest size, for two thousand workers and more; a ring of this size costs 4 MiB. */
  static final int LARGEST = 1 << 20;

  /** A task of this length is worth a signal of its own, which may cost some 50 microseconds. */
  static final long SIGNAL_NANOS = 5_000_000;

  /** The first and the longest time between two polls of a consumer that waits. */
  static final long FIRST_POLL_NANOS = 1_000_000;

  static final long MAX_POLL_NANOS = 16_000_000;

  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

  /** The index of the count, which keeps it alone on its cache line: each delivery writes it. */
  private static final int PADDING = 16;

  private final ResultQueue<T> queue;
  private final int size;

  /** How many outcomes were delivered, at {@link #PADDING}. Written only by the consumer. */
  private final long[] delivered = new long[2 * PADDING];

  /** How far {@link #pollEnded} has looked. Used only by the consumer. */
  private long looked;

  private volatile boolean waiting;
  private volatile @Nullable Thread consumer;

  ResultBuffer(boolean ordered, int maxSize) {
    this.size = Integer.highestOneBit(Math.max(1, maxSize - 1)) << 1;
    this.queue = ordered ? new OrderedQueue<>(size) : new CompletionQueue<>(size);
  }

  /** Returns how many more inputs may be taken. */
  int remainingCapacity(long taken, int limit) {
    return (int) (Math.min(limit, size) - (taken - delivered()));
  }

  /** Publishes an outcome. Called once for each input, by any thread. */
  void publish(long index, T outcome) {
    queue.put(index, outcome);
  }

  /** Returns a buffer for the outcomes of a batch; null if each has to be published. */
  @Nullable BatchOutcomes<T> batchOutcomes(int tasks) {
    return queue.batchOutcomes(tasks);
  }

  /** Wakes the consumer if it waits for an outcome that was published before. */
  void signalConsumer() {
    // The outcome must be visible before this thread reads "waiting". The consumer writes "waiting"
    // before it reads outcomes.
    VarHandle.fullFence();
    if (waiting && queue.worthWaking(delivered())) {
      LockSupport.unpark(consumer);
    }
  }

  /** Returns true while the consumer waits for an outcome. */
  boolean consumerWaits() {
    return waiting;
  }

  /** Returns the next outcome, or null if it is not there yet. Called only by the consumer. */
  @Nullable T poll() {
    long next = delivered[PADDING];
    T outcome = queue.next(next);
    if (outcome != null) {
      LONGS.setRelease(delivered, PADDING, next + 1);
    }
    return outcome;
  }

  /**
   * Removes the next undelivered outcome, also if one before it is missing. Returns null after the
   * last. Called only by the consumer, after the run was cancelled.
   *
   * @param end how many inputs were taken
   */
  @Nullable T pollEnded(long end) {
    looked = Math.max(looked, delivered());
    T outcome = null;
    while (outcome == null && looked < end) {
      outcome = queue.next(looked++);
    }
    return outcome;
  }

  /** Removes the undelivered outcomes. Called only by the consumer, after the run was cancelled. */
  List<T> takeAll(long end) {
    List<T> waiting = new ArrayList<>();
    for (long index = delivered(); index < end; index++) {
      T outcome = queue.next(index);
      if (outcome != null) {
        waiting.add(outcome);
      }
    }
    return waiting;
  }

  /** Returns how many outcomes were delivered. */
  long delivered() {
    return (long) LONGS.getAcquire(delivered, PADDING);
  }

  /**
   * Waits until a result arrives, the condition holds, or the timeout expires. {@link
   * #signalConsumer} tells of the first, {@link #wake} of the second; the timeout is read again
   * after each of them.
   *
   * @param announced called once other threads can see that the consumer waits
   */
  void await(Runnable announced, BooleanSupplier enough, LongSupplier time)
      throws InterruptedException {
    consumer = Thread.currentThread();
    waiting = true;
    VarHandle.fullFence();
    try {
      announced.run();
      while (!queue.ready(delivered()) && !enough.getAsBoolean()) {
        long nanos = time.getAsLong();
        if (nanos == Long.MAX_VALUE) {
          LockSupport.park(this);
        } else {
          LockSupport.parkNanos(this, nanos);
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (nanos != Long.MAX_VALUE) {
          return; // Perhaps without an outcome: the caller checks again.
        }
      }
    } finally {
      waiting = false;
    }
  }

  /** Wakes the consumer, which checks its condition again. */
  void wake() {
    LockSupport.unpark(consumer);
  }
}
