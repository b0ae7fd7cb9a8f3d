package dev.headway.internal.process.launch;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The starts of workers that are under way. Only as many as the processors can serve: five that
 * start together on two processors are all late, but one after the other, the first already work
 * while the others start. Safe for use by several threads.
 *
 * <p>When no start has ended for a while, the starts that wait go on all the same. So workers that
 * hang do not hold up others.
 */
public final class StartThrottle {
  /** After how long without an end the starts that are under way are taken to hang. */
  private static final Duration HANGS = Duration.ofMillis(500);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final int most;
  private final long patienceNanos;
  private int underWay;
  private long changes;

  /** A JVM that starts keeps two processors busy: its main thread, and what compiles and loads. */
  public static StartThrottle ofThisMachine() {
    return new StartThrottle(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), HANGS);
  }

  public StartThrottle(int most, Duration patience) {
    this.most = most;
    this.patienceNanos = patience.toNanos();
  }

  /**
   * Waits for a turn; {@link #end} has to follow.
   *
   * @param wanted whether the start is still wanted; when that changes, {@link #check} has to be
   *     called
   * @throws InterruptedException if this thread was interrupted; no {@link #end} follows then
   */
  void begin(BooleanSupplier wanted) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long seen = changes;
      long rest = patienceNanos;
      while (underWay >= most && rest > 0 && wanted.getAsBoolean()) {
        rest = changed.awaitNanos(rest);
        if (seen != changes) {
          seen = changes;
          rest = patienceNanos;
        }
      }
      change(1);
    } finally {
      lock.unlock();
    }
  }

  /** Ends a turn. */
  void end() {
    lock.lock();
    try {
      change(-1);
    } finally {
      lock.unlock();
    }
  }

  /** Lets the threads that wait see whether they still have to. */
  void check() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void change(int by) {
    underWay += by;
    changes++;
    changed.signalAll();
  }
}
