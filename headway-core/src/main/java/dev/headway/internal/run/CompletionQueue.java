package dev.headway.internal.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Delivers outcomes in the order of completion. Its ring holds single outcomes and the buffers of
 * whole batches. A buffer enters the ring with its first outcome, while more are added. So tiny
 * tasks share one atomic step, and long ones keep their order exactly.
 */
final class CompletionQueue<T> implements ResultQueue<T> {
  private final AtomicReferenceArray<@Nullable Object> ring;
  private final int mask;
  private final AtomicLong entered = new AtomicLong();

  /** Buffers taken from the ring that may get more outcomes. Used only by the consumer. */
  private final Deque<BatchOutcomes<T>> openBuffers = new ArrayDeque<>();

  /** How many ring entries were taken. Used only by the consumer. */
  private long consumed;

  /**
   * @param size a power of two
   */
  CompletionQueue(int size) {
    this.ring = new AtomicReferenceArray<>(size);
    this.mask = size - 1;
  }

  @Override
  public void put(long index, T outcome) {
    enter(outcome);
  }

  private void enter(Object entry) {
    ring.setRelease((int) entered.getAndIncrement() & mask, entry);
  }

  @Override
  public @Nullable BatchOutcomes<T> batchOutcomes(int size) {
    return size == 1 ? null : new BatchOutcomes<>(size, this::enter);
  }

  @Override
  @SuppressWarnings("unchecked") // What is no buffer was put there as an outcome.
  public @Nullable T next(long delivered) {
    T more = pollBuffers();
    if (more != null) {
      return more;
    }
    int slot = (int) consumed & mask;
    Object entry = ring.getAcquire(slot);
    if (entry == null) {
      return null;
    }
    ring.setOpaque(slot, null);
    consumed++;
    if (entry instanceof BatchOutcomes<?> outcomes) {
      openBuffers.addFirst((BatchOutcomes<T>) outcomes);
      return pollBuffers();
    }
    return (T) entry;
  }

  /** Returns an outcome of the buffer that was read last, or else of the next one that has any. */
  private @Nullable T pollBuffers() {
    for (int left = openBuffers.size(); left > 0; left--) {
      BatchOutcomes<T> outcomes = openBuffers.getFirst();
      T outcome = outcomes.poll();
      if (outcome != null) {
        return outcome;
      }
      openBuffers.removeFirst();
      if (!outcomes.over()) {
        openBuffers.addLast(outcomes);
      }
    }
    return null;
  }

  @Override
  public boolean ready(long delivered) {
    if (ring.getAcquire((int) consumed & mask) != null) {
      return true;
    }
    for (BatchOutcomes<T> outcomes : openBuffers) {
      if (outcomes.hasMore()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean worthWaking(long delivered) {
    return true; // Any outcome is the next one.
  }
}
