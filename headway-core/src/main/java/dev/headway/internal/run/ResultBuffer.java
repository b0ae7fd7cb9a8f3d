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
 * The outcomes on their way to the consumer. Many threads publish without a lock, one consumes.
 * Nothing is lost or overwritten: as many inputs may be taken as there is {@link #room}, and
 * delivery makes room.
 *
 * <p>Publishing wakes nobody, since that costs more than a tiny task: {@link #signalConsumer} does,
 * once for many. A consumer that was not alerted looks again by itself.
 */
public final class ResultBuffer<T> {
  /** The most that any window holds; the ring of this size costs 256 KiB. */
  static final int MAX_SIZE = 1 << 16;

  /** What took so long is worth an alert by itself. */
  static final long SIGNAL_NANOS = 1_000_000;

  /** How soon a consumer that waits looks by itself, and how often after a while. */
  static final long FIRST_POLL_NANOS = 1_000_000;

  static final long MAX_POLL_NANOS = 16_000_000;

  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

  /** Where the count stands: alone on its cache line, or each delivery would disturb who works. */
  private static final int PADDING = 16;

  private final ResultQueue<T> queue;
  private final int size;

  /** How many the consumer has got, at {@link #ALONE}; written by the consumer alone. */
  private final long[] delivered = new long[2 * PADDING];

  private volatile boolean waiting;
  private volatile @Nullable Thread consumer;

  ResultBuffer(boolean ordered, int maxSize) {
    this.size = Integer.highestOneBit(Math.max(1, maxSize - 1)) << 1;
    this.queue = ordered ? new OrderedQueue<>(size) : new CompletionQueue<>(size);
  }

  /** How many more inputs may be taken. */
  int remainingCapacity(long taken, int limit) {
    return (int) (Math.min(limit, size) - (taken - delivered()));
  }

  /** Hands over an outcome; called once for each input, by any thread. */
  void publish(long index, T outcome) {
    queue.put(index, outcome);
  }

  /** A place for the outcomes of a claim of several; null if each has to be published. */
  @Nullable OutcomeBuffer<T> outcomeBuffer(int tasks) {
    return queue.outcomeBuffer(tasks);
  }

  /** Wakes the consumer if it waits for something that was published before. */
  void signalConsumer() {
    // What was published must be seen before the consumer is found awake: it looks the other way
    // round.
    VarHandle.fullFence();
    if (waiting && queue.worthWaking(delivered())) {
      LockSupport.unpark(consumer);
    }
  }

  /** True while the consumer has nothing to do. */
  boolean consumerWaits() {
    return waiting;
  }

  /** The next outcome, or null if it is not there yet. Called by the consumer alone. */
  @Nullable T poll() {
    long next = delivered[PADDING];
    T outcome = queue.next(next);
    if (outcome != null) {
      LONGS.setRelease(delivered, PADDING, next + 1);
    }
    return outcome;
  }

  /** The outcomes that wait for their turn; for the consumer when there are no more turns. */
  List<T> takeAll(long end) {
    List<T> waiting = new ArrayList<>();
    for (long index = delivered(); index < end; index++) {
      T outcome = queue.take(index);
      if (outcome != null) {
        waiting.add(outcome);
      }
    }
    return waiting;
  }

  /** How many outcomes the consumer has got. */
  long delivered() {
    return (long) LONGS.getAcquire(delivered, PADDING);
  }

  /**
   * Waits until a result arrives, the condition holds, or the timeout expires. {@link
   * #signalConsumer} tells of the first, {@link #wake} of the second; the timeout is read again
   * after each of them.
   */
  void await(BooleanSupplier enough, LongSupplier time) throws InterruptedException {
    consumer = Thread.currentThread();
    waiting = true;
    VarHandle.fullFence();
    try {
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
          return; // Perhaps for nothing: whoever waits looks again.
        }
      }
    } finally {
      waiting = false;
    }
  }

  /** Lets the consumer look again. */
  void wake() {
    LockSupport.unpark(consumer);
  }
}
