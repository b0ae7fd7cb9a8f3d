package dev.headway.internal.run;

import dev.headway.internal.time.ProgramTime;
import dev.headway.internal.time.Waits;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run: one thread decides it, and others wait for it. Until the end, the time in which
 * the whole program is stopped is measured, so that it does not count.
 */
final class CompletionLatch {
  /** How long a close waits while another thread ends the run and draws its last frame. */
  private static final long END_MILLIS = 2500;

  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch done = new CountDownLatch(1);
  private final AtomicBoolean holdsClock = new AtomicBoolean();
  private volatile @Nullable Thread endingThread;

  /** Starts the measurement of stops of the program. */
  void holdClock() {
    ProgramTime.ofProcess().hold();
    holdsClock.set(true);
    if (done.getCount() == 0) {
      letClockGo(); // It was closed while it began.
    }
  }

  private void letClockGo() {
    if (holdsClock.getAndSet(false)) {
      ProgramTime.ofProcess().letGo();
    }
  }

  /** Returns true if the calling thread decides how the run ends, and has to end it. */
  boolean begin() {
    boolean first = begun.compareAndSet(false, true);
    if (first) {
      endingThread = Thread.currentThread();
    }
    return first;
  }

  boolean hasBegun() {
    return begun.get();
  }

  void done() {
    done.countDown();
    letClockGo();
  }

  /** Waits until another thread has ended the run and drawn its last frame. */
  void await() {
    if (endingThread == Thread.currentThread()) {
      return; // A listener closes the run whose end it receives.
    }
    Waits.uninterrupted(
        interrupted -> {
          // Bounded: a slow view must not block this thread for ever.
          if (!interrupted && !done.await(END_MILLIS, TimeUnit.MILLISECONDS)) {
            System.getLogger(CompletionLatch.class.getName())
                .log(Level.DEBUG, "The end of a run takes long; the caller does not wait for it.");
          }
        });
  }
}
