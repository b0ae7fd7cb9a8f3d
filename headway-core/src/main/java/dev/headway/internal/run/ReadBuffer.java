package dev.headway.internal.run;

import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.time.FieldHandles;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Inputs that one thread reads from the source at once. While the source blocks that thread, others
 * may take over the inputs that are there.
 */
final class ReadBuffer<A extends @Nullable Object> {
  private static final VarHandle FILLED =
      FieldHandles.of(MethodHandles.lookup(), "filled", int.class);

  private static final int CLOSED = -1;

  private long firstIndex; // Written by the reading thread, before the first input is added.
  private final @Nullable Object[] inputs;
  private final long @Nullable [] weights;
  private final @Nullable JournalKey @Nullable [] keys;

  /** The places of inputs in the source; null if they follow each other there. */
  private final long @Nullable [] indexes;

  private int filled; // Written by the reading thread.

  /** How many inputs were taken over, or CLOSED. */
  private final AtomicInteger takenOver = new AtomicInteger();

  ReadBuffer(long firstIndex, int capacity, boolean weighed, boolean keyed, boolean reordered) {
    this.firstIndex = firstIndex;
    this.inputs = new @Nullable Object[capacity];
    this.weights = weighed ? new long[capacity] : null;
    this.keys = keyed ? new @Nullable JournalKey[capacity] : null;
    this.indexes = reordered ? new long[capacity] : null;
  }

  /** Notes that inputs before this one were passed over. Called while the buffer is empty. */
  void startAt(long index) {
    firstIndex = index;
  }

  /** Adds an input with its key and index, in the same way as {@link #add(Object, long)}. */
  void add(A input, long weight, JournalKey key, long index) {
    if (indexes != null) {
      indexes[filled] = index;
    }
    if (keys != null) {
      keys[filled] = key;
    }
    add(input, weight);
  }

  /** Adds an input. Called only by the reading thread, and not when the buffer is full. */
  void add(A input, long weight) {
    int place = filled;
    inputs[place] = input;
    if (weights != null) {
      weights[place] = weight;
    }
    FILLED.setRelease(this, place + 1);
  }

  boolean isEmpty() {
    return filled == 0;
  }

  boolean isFull() {
    return filled == inputs.length;
  }

  /** Closes the buffer. Returns what is left for the reading thread, or null. */
  @Nullable InputBatch<A> close() {
    return batch(takenOver.getAndSet(CLOSED), filled);
  }

  /** Returns what another thread may take over now, or null. */
  @Nullable InputBatch<A> takeOver() {
    int from = takenOver.get();
    int to = (int) FILLED.getAcquire(this);
    return from != CLOSED && from < to && takenOver.compareAndSet(from, to)
        ? batch(from, to)
        : null;
  }

  /** Returns true if there is something to take over. */
  boolean hasMore() {
    int from = takenOver.get();
    return from != CLOSED && from < (int) FILLED.getAcquire(this);
  }

  private @Nullable InputBatch<A> batch(int from, int to) {
    return from == to
        ? null
        : new InputBatch<>(firstIndex, indexes, inputs, weights, keys, from, to);
  }
}
