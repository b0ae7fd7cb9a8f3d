package dev.headway.internal.run;

import dev.headway.internal.time.ProgramTime;
import dev.headway.internal.time.Waits;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run: decided by one thread, and awaited by others. Until then stops of the program
 * are seen, so that they do not count.
 */
final class CompletionLatch {
  /** How long a close waits for a run that another thread ends, its last frame included. */
  private static final long END_MILLIS = 2500;

  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch done = new CountDownLatch(1);
  private final AtomicBoolean holdsClock = new AtomicBoolean();
  private volatile @Nullable Thread endingThread;

  /** The run begins, and its time. */
  void holdClock() {
    holdsClock.set(true);
    ProgramTime.ofProcess().hold();
  }

  /** Answers whether the caller is the one that decides how the run ends, and has to end it. */
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
    if (holdsClock.getAndSet(false)) {
      ProgramTime.ofProcess().letGo();
    }
  }

  /** Another thread ends the run: its last frame is to be drawn before this one goes on. */
  void await() {
    if (endingThread == Thread.currentThread()) {
      return; // A listener that closes what it is told the end of.
    }
    Waits.uninterrupted(
        interrupted -> {
          // Bounded: a view that takes its time must not hold up anybody for ever.
          if (!interrupted && !done.await(END_MILLIS, TimeUnit.MILLISECONDS)) {
            System.getLogger(CompletionLatch.class.getName())
                .log(Level.DEBUG, "The end of a run takes long; the caller does not wait for it.");
          }
        });
  }
}
