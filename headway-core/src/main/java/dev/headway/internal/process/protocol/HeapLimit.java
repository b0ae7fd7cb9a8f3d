package dev.headway.internal.process.protocol;

/**
 * How much of the worker's heap may be in use between two tasks. What is no longer referred to does
 * not count: above the limit, the heap is collected before it is said to be exceeded. Used by the
 * thread of the tasks.
 */
public final class HeapLimit {
  public static final long NONE = Long.MAX_VALUE;

  /** So many times as long as a collection took, no other is made: it costs a twentieth at most. */
  private static final int SHARE = 20;

  private final long bytes;
  private long next = System.nanoTime();

  public HeapLimit(long bytes) {
    this.bytes = bytes;
  }

  /**
   * Tells whether the tasks have left more behind than is allowed.
   *
   * @param own how many of the bytes in use are not theirs
   */
  public boolean exceeded(long own) {
    if (bytes == NONE || used() - own <= bytes) {
      return false;
    }
    long begin = System.nanoTime();
    if (begin - next < 0) {
      return false;
    }
    System.gc();
    long end = System.nanoTime();
    next = end + SHARE * (end - begin);
    return used() - own > bytes;
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
