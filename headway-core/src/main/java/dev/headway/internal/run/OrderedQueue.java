package dev.headway.internal.run;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Delivers outcomes in the order of the inputs. Its ring has an entry for each input that was taken
 * and not yet delivered. No entry is overwritten, since the result buffer bounds these inputs.
 */
final class OrderedQueue<T> implements ResultQueue<T> {
  private final AtomicReferenceArray<@Nullable T> ring;
  private final int mask;

  /**
   * @param size a power of two
   */
  OrderedQueue(int size) {
    this.ring = new AtomicReferenceArray<>(size);
    this.mask = size - 1;
  }

  @Override
  public void put(long index, T outcome) {
    ring.setRelease((int) index & mask, outcome);
  }

  @Override
  public @Nullable BatchOutcomes<T> batchOutcomes(int size) {
    return null;
  }

  @Override
  public @Nullable T next(long delivered) {
    int slot = (int) delivered & mask;
    T outcome = ring.getAcquire(slot);
    if (outcome != null) {
      ring.setOpaque(slot, null);
    }
    return outcome;
  }

  @Override
  public boolean ready(long delivered) {
    return ring.getAcquire((int) delivered & mask) != null;
  }

  @Override
  public boolean worthWaking(long delivered) {
    return ready(delivered);
  }
}
