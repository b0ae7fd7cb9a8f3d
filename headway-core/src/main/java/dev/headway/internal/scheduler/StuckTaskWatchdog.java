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
  private final BooleanSupplier look;

  /** Whoever hears of an outcome is called by it: the user's code, too. */
  private final Executor looker = new HelperThreads(1, "headway-watch-");

  // Guarded by this.
  private @Nullable Timer pending;
  private boolean wanted;

  StuckTaskWatchdog(BooleanSupplier look) {
    this.look = look;
  }

  synchronized void start() {
    wanted = true;
    if (pending == null) {
      lookLater();
    }
  }

  private synchronized void lookLater() {
    pending = wanted ? Timer.start(looker, PERIOD_NANOS, this::lookOnce) : null;
  }

  private void lookOnce() {
    synchronized (this) {
      wanted = false; // Unless it is started again while it looks.
    }
    try {
      if (look.getAsBoolean()) {
        start();
      }
    } finally {
      lookLater();
    }
  }
}
