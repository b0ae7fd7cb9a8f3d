package dev.headway.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * Batches that wait until Spark may have them: the first come first. Safe for use by several
 * threads.
 *
 * @param <T> the type of a batch
 */
final class ReadyBatches<T> {
  /** How often the limit is asked for while it keeps batches here: executors come and go. */
  private static final long RECHECK_MILLIS = 200;

  private final IntSupplier limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private final Deque<T> waiting = new ArrayDeque<>();
  private int inSpark;

  /**
   * @param limit how many batches Spark may have at once
   */
  ReadyBatches(IntSupplier limit) {
    this.limit = limit;
  }

  void add(T batch) {
    lock.lock();
    try {
      waiting.add(batch);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes a batch out again. Returns false if it was taken before. */
  boolean remove(T batch) {
    lock.lock();
    try {
      return waiting.remove(batch);
    } finally {
      lock.unlock();
    }
  }

  /** Spark is done with a batch. */
  void leftSpark() {
    lock.lock();
    try {
      inSpark--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for batches that Spark may have now, and takes so many at most. */
  List<T> take(int most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        if (waiting.isEmpty()) {
          changed.await();
          continue;
        }
        int room = Math.min(most, limit.getAsInt() - inSpark);
        if (room > 0) {
          List<T> taken = new ArrayList<>();
          while (taken.size() < room && !waiting.isEmpty()) {
            taken.add(waiting.remove());
          }
          inSpark += taken.size();
          return taken;
        }
        changed.await(RECHECK_MILLIS, TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }
}
