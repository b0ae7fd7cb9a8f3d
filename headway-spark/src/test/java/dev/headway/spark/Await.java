package dev.headway.spark;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do. */
final class Await {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(300);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("There were no " + what + " in two minutes.");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
