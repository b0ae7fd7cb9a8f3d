package dev.headway.internal.scheduler;

import dev.headway.internal.time.HelperThreads;
import dev.headway.internal.time.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks ten times a second for tasks that do not end, though their worker was told to end them.
 * Runs while there is a job with a timeout, and no longer.
 */
public final class StuckTaskWatchdog {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Looks once; false if there is nothing to watch any more. */
  private final BooleanSupplier check;

  /** Whoever hears of an outcome is called by it: the user's code, too. */
  private final Executor executor = new HelperThreads(1, "headway-watch-");

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
    pending = wanted ? Timer.start(executor, PERIOD_NANOS, this::runCheck) : null;
  }

  private void runCheck() {
    synchronized (this) {
      wanted = false; // Unless it is started again while it looks.
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
