package dev.headway.internal.run;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Inputs that one thread takes from the source at once. If the source lets it wait, the others need
 * not: they may take over what is there already.
 */
final class PrefetchBuffer<A extends @Nullable Object> {
  private static final VarHandle FILLED;

  static {
    try {
      FILLED = MethodHandles.lookup().findVarHandle(PrefetchBuffer.class, "filled", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int CLOSED = -1;

  private final long firstIndex;
  private final @Nullable Object[] inputs;
  private final long @Nullable [] weights;
  private int filled; // Written by who pulls.

  /** How many were taken over; or closed. */
  private final AtomicInteger takenOver = new AtomicInteger();

  PrefetchBuffer(long firstIndex, int capacity, boolean weighed) {
    this.firstIndex = firstIndex;
    this.inputs = new @Nullable Object[capacity];
    this.weights = weighed ? new long[capacity] : null;
  }

  /** Adds an input; by the thread that pulls, and no more than there is room for. */
  void add(A input, long weight) {
    int place = filled;
    inputs[place] = input;
    if (weights != null) {
      weights[place] = weight;
    }
    FILLED.setRelease(this, place + 1);
  }

  boolean isFull() {
    return filled == inputs.length;
  }

  /** What is left for the thread that has pulled; null if nothing is. */
  @Nullable InputBatch<A> close() {
    return batch(takenOver.getAndSet(CLOSED), filled);
  }

  /** What is there and not taken over yet, for another thread; null if nothing is. */
  @Nullable InputBatch<A> takeOver() {
    int from = takenOver.get();
    int to = (int) FILLED.getAcquire(this);
    return from != CLOSED && from < to && takenOver.compareAndSet(from, to)
        ? batch(from, to)
        : null;
  }

  /** True if there is something to take over. */
  boolean hasMore() {
    int from = takenOver.get();
    return from != CLOSED && from < (int) FILLED.getAcquire(this);
  }

  private @Nullable InputBatch<A> batch(int from, int to) {
    return from == to ? null : new InputBatch<>(firstIndex, inputs, weights, from, to);
  }
}
