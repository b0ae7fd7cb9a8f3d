package dev.headway.cli.run;

import dev.headway.internal.time.Waits;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Ends a job before its process ends by itself, for the first reason that comes. The thread of the
 * slot waits in the system meanwhile, where no interrupt reaches it. Safe for use by several
 * threads.
 */
final class EarlyEnd {

  /** Why a job is ended. */
  enum Reason {
    TIMEOUT,
    CANCELLED
  }

  private final Executor threads;
  private final Runnable ending;
  private final CountDownLatch ended = new CountDownLatch(1);

  // Guarded by this.
  private @Nullable Reason reason;
  private boolean over;

  /**
   * @param threads does it
   * @param ending ends the process and all that it has started; takes seconds at the most
   */
  EarlyEnd(Executor threads, Runnable ending) {
    this.threads = threads;
    this.ending = ending;
  }

  /** Begins to end the job; returns at once. Has no effect if it has ended. */
  void begin(Reason why) {
    synchronized (this) {
      if (over || reason != null) {
        return;
      }
      reason = why;
    }
    try {
      threads.execute(this::end);
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      end();
    }
  }

  private void end() {
    try {
      ending.run();
    } finally {
      ended.countDown();
    }
  }

  /**
   * Its process has ended. If it was ended, waits until all that it has started has ended too, also
   * if the thread is interrupted: by a pool that closes, whose job is being ended for that.
   *
   * @return why it was ended; null if it ended by itself
   */
  @Nullable Reason over() {
    Reason why;
    synchronized (this) {
      over = true;
      why = reason;
    }
    if (why != null) {
      Waits.uninterrupted(interrupted -> ended.await());
    }
    return why;
  }
}
