package dev.headway.bench.contestant;

import java.io.Serializable;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The floor of a parallel map on threads, written by hand: a lock on the iterator, claims of 64,
 * and a ring that keeps the order. It knows no failure, no bar and no end but the last. {@code
 * workers=N items=N claim=N}
 */
final class HandRing {
  private static final int SIZE = 1 << 13;
  private static final long SHORT_NANOS = 20_000;

  private final AtomicReferenceArray<Serializable> ring = new AtomicReferenceArray<>(SIZE);
  private final Iterator<Serializable> inputs;
  private final int claim;
  private long taken;
  private volatile long delivered;

  private HandRing(Iterator<Serializable> inputs, int claim) {
    this.inputs = inputs;
    this.claim = claim;
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    int items = arguments.number("items", 1_000_000);
    int claim = arguments.number("claim", 64);
    int workers = arguments.number("workers", 2);
    Timed.answer(
        Timed.nanos(() -> new HandRing(Payload.numbers(items), claim).map(workers, items)) / items);
  }

  private void map(int workers, int items) {
    for (int i = 0; i < workers; i++) {
      Thread thread = new Thread(this::work);
      thread.setDaemon(true);
      thread.start();
    }
    for (int next = 0; next < items; next++) {
      int slot = next & SIZE - 1;
      while (ring.getAcquire(slot) == null) {
        LockSupport.parkNanos(SHORT_NANOS);
      }
      ring.setOpaque(slot, null);
      if ((next & 63) == 63) {
        delivered = next + 1L;
      }
    }
  }

  private void work() {
    Serializable[] claimed = new Serializable[claim];
    while (true) {
      long first;
      int count = 0;
      synchronized (inputs) {
        first = taken;
        if (taken - delivered <= SIZE - claim) {
          while (count < claim && inputs.hasNext()) {
            claimed[count++] = inputs.next();
          }
          if (count == 0) {
            return;
          }
          taken += count;
        }
      }
      if (count == 0) {
        LockSupport.parkNanos(SHORT_NANOS);
      }
      for (int i = 0; i < count; i++) {
        ring.setRelease((int) (first + i) & SIZE - 1, Payload.plusOne(claimed[i]));
      }
    }
  }
}
