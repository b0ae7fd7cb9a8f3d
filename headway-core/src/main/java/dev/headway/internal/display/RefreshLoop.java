package dev.headway.internal.display;

import dev.headway.internal.text.UserText;
import dev.headway.internal.time.HelperThreads;
import dev.headway.internal.time.ProgramTime;
import dev.headway.progress.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a display tick ten times a second while something is open. Its thread is a daemon, is
 * started by the first progress and ends after the last; a progress that ends wakes it for the last
 * frame.
 */
public final class RefreshLoop {
  private static final Ticker CLOCK = Ticker.system();
  private static final long TICK_MILLIS = 100;
  private static final long LAST_FRAME_MILLIS = 1000;

  /** How often it is looked for the last frame at least. */
  private static final int LOOKS = 100;

  private final Runnable tick;
  private final BooleanSupplier isIdle;
  private final Runnable stopAll;

  /** How many ticks the thread stays when nothing is open any more. */
  private final int patience;

  private @Nullable Thread thread;
  private @Nullable Thread hook;
  private boolean wake;
  private long ticks; // That have ended.

  /** The number of the tick that was waited for in vain. */
  private long heldUpAt = -1;

  private boolean failed; // Used by the thread alone.

  /**
   * @param tick shows everything once
   * @param isIdle whether there is nothing to show, now and later
   * @param stopAll ends all that is open, as the process ends
   * @param patience how many ticks its thread waits for the next progress: none, but where tasks
   *     follow one another of which each begins one
   */
  public RefreshLoop(Runnable tick, BooleanSupplier isIdle, Runnable stopAll, int patience) {
    this.tick = tick;
    this.isIdle = isIdle;
    this.stopAll = stopAll;
    this.patience = patience;
  }

  public synchronized void start() {
    if (thread != null) {
      return;
    }
    Thread ticking = HelperThreads.daemon("headway-progress-", this::run); // Each display has one.
    try {
      ticking.start();
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      return; // The work goes on without a bar; the next progress tries again.
    }
    ProgramTime.ofProcess().hold();
    thread = ticking;
    if (hook == null) {
      Thread atExit = new Thread(this::exit, "headway-last-frame-" + ticking.getId());
      try {
        Runtime.getRuntime().addShutdownHook(atExit);
        hook = atExit;
      } catch (IllegalStateException e) {
        // The process is ending already: the frames go on while it does.
      }
    }
  }

  private void run() {
    int idle = 0;
    while (true) {
      tickSafely();
      synchronized (this) {
        ticks++;
        notifyAll();
        idle = isIdle.getAsBoolean() ? idle + 1 : 0;
        if (idle > patience) {
          thread = null;
          ProgramTime.ofProcess().letGo();
          unhook();
          return;
        }
        if (!wake) {
          try {
            TimeUnit.MILLISECONDS.timedWait(this, TICK_MILLIS);
          } catch (InterruptedException e) {
            // No code has reason to interrupt this thread; it ends when nothing is open.
          }
        }
        wake = false;
      }
    }
  }

  /** A fault must not end this thread: no later progress would be shown. */
  private void tickSafely() {
    try {
      tick.run();
    } catch (RuntimeException | Error e) {
      if (!failed) {
        failed = true;
        UserText.warn(RefreshLoop.class, "The progress could not be drawn", e);
      }
    }
  }

  /** Removes the shutdown hook, so that it does not keep an idle display in memory. */
  private void unhook() {
    try {
      if (hook != null) {
        Runtime.getRuntime().removeShutdownHook(hook);
        hook = null;
      }
    } catch (IllegalStateException e) {
      // The process is ending: the hook finds nothing to do.
    }
  }

  /**
   * Waits until the condition holds, which each tick may bring about, but not for ever. Returns
   * false if no tick will come.
   */
  public synchronized boolean awaitLastFrame(BooleanSupplier drawn) {
    if (drawn.getAsBoolean()) {
      return true;
    }
    start();
    if (thread == null) {
      return false; // The system has no more threads.
    }
    if (ticks == heldUpAt) {
      return true; // A view still holds up the tick for which another end has waited long enough.
    }
    long tick = ticks;
    wake = true;
    notifyAll();
    long deadline = CLOCK.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_FRAME_MILLIS);
    boolean interrupted = false;
    // On a busy machine this thread is late too: then the other one has more time.
    for (int looks = 0;
        (looks < LOOKS || CLOCK.nanoTime() - deadline < 0) && !drawn.getAsBoolean();
        looks++) {
      try {
        TimeUnit.MILLISECONDS.timedWait(this, LAST_FRAME_MILLIS / LOOKS);
      } catch (InterruptedException e) {
        // The last frame takes a moment only; the caller gets the interrupt afterwards.
        interrupted = true;
      }
    }
    if (ticks == tick && !drawn.getAsBoolean()) {
      heldUpAt = tick;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  /** Shows at Ctrl-C and System.exit in a last line that the progress was stopped. */
  private void exit() {
    if (!isIdle.getAsBoolean()) {
      stopAll.run();
      awaitLastFrame(isIdle);
    }
  }
}
