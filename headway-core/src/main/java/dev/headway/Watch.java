package dev.headway;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks ten times a second for tasks that do not end, though their worker was told to end them.
 * Runs while there is a job with a timeout, and no longer.
 */
final class Watch {
  private static final long PERIOD_MILLIS = 100;

  /** Looks once; false if there is nothing to watch any more. */
  private final BooleanSupplier look;

  private @Nullable Thread thread; // Guarded by this.

  Watch(BooleanSupplier look) {
    this.look = look;
  }

  synchronized void start() {
    if (thread == null) {
      Thread watch = new Thread(this::run);
      watch.setName("headway-watch-" + watch.getId()); // Each pool has one.
      watch.setDaemon(true);
      thread = watch;
      watch.start();
    }
  }

  private void run() {
    while (true) {
      try {
        TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
      } catch (InterruptedException e) {
        // Nobody has reason to interrupt this thread.
      }
      synchronized (this) {
        if (!look.getAsBoolean()) {
          thread = null;
          return;
        }
      }
    }
  }
}
