package dev.headway.internal.run;

import java.util.function.LongSupplier;

/**
 * Tells whether the heap has room for results that the consumer has not taken yet. Garbage counts
 * as used until it is collected. So the answer may be no too often, and is never yes in a heap that
 * is full of results.
 *
 * <p>A question costs about a quarter of a microsecond. Safe for use by several threads.
 */
final class HeapRoom {
  private final LongSupplier usedBytes;
  private final long limit;

  /**
   * Half of the heap is for results, and for what else the program needs.
   *
   * @param usedBytes the bytes of the heap that are used
   * @param maxBytes the size that the heap may have
   */
  HeapRoom(LongSupplier usedBytes, long maxBytes) {
    this.usedBytes = usedBytes;
    this.limit = maxBytes / 2;
  }

  static HeapRoom ofProgram() {
    Runtime runtime = Runtime.getRuntime();
    return new HeapRoom(() -> runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory());
  }

  boolean isThere() {
    return usedBytes.getAsLong() < limit;
  }
}
