package dev.headway.internal.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what the inputs weigh together that were taken and whose outcome was not delivered. An
 * input is weighed after it was taken, so the last one may go beyond the limit. Safe for use by
 * several threads.
 */
final class WeightWindow {
  private final long limit;
  private final AtomicLong onTheWay = new AtomicLong();

  /** The weights of inputs on their way, by index. */
  private final Map<Long, Long> weights = new ConcurrentHashMap<>();

  WeightWindow(long limit) {
    this.limit = limit;
  }

  /** Notes an input that was taken. Called before its outcome can be delivered. */
  void taken(long index, long weight) {
    if (weight > 0) {
      weights.put(index, weight);
      onTheWay.addAndGet(weight);
    }
  }

  /** Notes an outcome that was delivered. */
  void delivered(long index) {
    Long weight = weights.remove(index);
    if (weight != null) {
      onTheWay.addAndGet(-weight);
    }
  }

  /** Returns true if another input may be taken. */
  boolean hasRoom() {
    return onTheWay.get() < limit;
  }
}
