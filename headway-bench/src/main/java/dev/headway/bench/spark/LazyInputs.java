package dev.headway.bench.spark;

import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.spark.Spark;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.stream.IntStream;

/** A program in a heap of 256 MiB that maps a million inputs as they come. */
public final class LazyInputs {
  private static final int INPUTS = 1_000_000;

  private LazyInputs() {}

  /**
   * Prints the most bytes of the heap that were in use.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Spark backend =
        Spark.master("local-cluster[2,2,512]")
            .executorMemory(512L << 20)
            .inExecutor()
            // Spark refuses heaps below 450 MiB otherwise.
            .property("spark.testing.reservedMemory", String.valueOf(64 << 20))
            .property("spark.log.level", "ERROR");
    long sum = 0;
    try (Pool pool = Pool.on(backend).quiet();
        Results<Integer, Integer> results =
            pool.map(IntStream.range(0, INPUTS).boxed(), Work::addOne)) {
      for (int value : results) {
        sum += value;
      }
    }
    if (sum != (long) INPUTS * (INPUTS + 1) / 2) {
      throw new IllegalStateException("The sum is wrong: " + sum);
    }
    System.out.println(
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(LazyInputs::afterCollections)
            .sum());
  }

  /** What was left in use by the last collection: the rest is garbage. */
  private static long afterCollections(MemoryPoolMXBean pool) {
    return pool.getCollectionUsage() == null ? 0 : pool.getCollectionUsage().getUsed();
  }
}
