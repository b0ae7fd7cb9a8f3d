package dev.headway.spark;

import java.util.concurrent.TimeUnit;

/**
 * Lets the tasks of a slot print no faster than the driver passes on what they print. Else text
 * without a reader would fill the driver's memory. Tasks that print wait meanwhile, as they do in
 * worker processes on one machine. Safe for use by several threads.
 */
final class OutputGate {
  /** So many bytes of a batch go without a question, so that short texts cost none. */
  static final long FREE_BYTES = 16 << 10;

  /** Knows how much text the driver has room for. */
  @FunctionalInterface
  interface Driver {
    /** The room for text of a batch, in bytes. */
    long room(long batch) throws InterruptedException;
  }

  private final Driver driver;

  // Guarded by this.
  private long credit = FREE_BYTES;
  private long pauseMillis = 1;
  private boolean open;

  OutputGate(Driver driver) {
    this.driver = driver;
  }

  /**
   * A batch begins.
   *
   * @param newPauseMillis how long to wait until the driver is asked again, at least 1
   */
  synchronized void begin(long newPauseMillis) {
    credit = FREE_BYTES;
    pauseMillis = newPauseMillis;
    open = false;
  }

  /** Nothing waits until the next batch begins. */
  synchronized void open() {
    open = true;
    notifyAll();
  }

  /**
   * Waits until there is room for some text.
   *
   * @param batch the number of its batch
   * @param bytes how long it is
   */
  void pass(long batch, int bytes) {
    try {
      while (!take(bytes)) {
        grant(driver.room(batch));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // What is read cannot go back: it goes on.
    }
  }

  private synchronized boolean take(int bytes) {
    boolean passes = open || credit > 0;
    credit -= passes ? bytes : 0;
    return passes;
  }

  private synchronized void grant(long room) throws InterruptedException {
    credit = room;
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMillis);
    long left = room > 0 ? 0 : until - System.nanoTime();
    while (!open && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = until - System.nanoTime();
    }
  }
}
