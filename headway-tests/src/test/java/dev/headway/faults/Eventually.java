package dev.headway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do, of which nothing tells this one. An error if it is late. */
final class Eventually {
  static final Duration LIMIT = Duration.ofSeconds(120);

  private Eventually() {}

  static void until(String what, BooleanSupplier condition) {
    until(what, LIMIT, condition);
  }

  static void until(String what, Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for: " + what).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
