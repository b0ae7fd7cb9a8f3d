package dev.headway.internal.scheduler;

import dev.headway.internal.time.HelperThreads;
import dev.headway.internal.time.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks ten times a second for tasks that do not end, though their worker was told to end them.
 * Runs only while there is a job with a timeout.
 */
public final class StuckTaskWatchdog {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Checks once; returns false if no job with a timeout is left. */
  private final BooleanSupplier check;

  /** Calls listeners of outcomes, which may be the user's code. */
  private final Executor executor = new HelperThreads(1, "headway-watchdog-");

  // Guarded by this.
  private @Nullable Timer pending;
  private boolean wanted;

  StuckTaskWatchdog(BooleanSupplier check) {
    this.check = check;
  }

  synchronized void start() {
    wanted = true;
    if (pending == null) {
      schedule();
    }
  }

  private synchronized void schedule() {
    pending = null; // Also if the next does not start, for want of a thread.
    pending = wanted ? Timer.start(executor, PERIOD_NANOS, this::runCheck) : null;
  }

  private void runCheck() {
    synchronized (this) {
      wanted = false; // Unless start() is called during the check.
    }
    try {
      if (check.getAsBoolean()) {
        start();
      }
    } finally {
      schedule();
    }
  }
}
