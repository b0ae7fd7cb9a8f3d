package dev.headway.faults;

import java.time.Duration;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Numbers from 0 on, until something has happened. */
final class Endless {
  private static final int MIN = Scene.ITEMS;
  private static final Duration LIMIT = Duration.ofSeconds(180);

  private Endless() {}

  static Iterable<Integer> until(BooleanSupplier happened) {
    return () -> numbers(happened);
  }

  private static Iterator<Integer> numbers(BooleanSupplier happened) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    return Stream.iterate(0, x -> x + 1)
        .takeWhile(
            x -> {
              if (x < MIN || !happened.getAsBoolean()) {
                if (System.nanoTime() > deadline) {
                  throw new AssertionError("It has not happened.");
                }
                return true;
              }
              return false;
            })
        .iterator();
  }
}
