package dev.headway.spark;

import dev.headway.Pool;
import java.util.stream.IntStream;

/**
 * A program on a small cluster of its own, in a heap that is too small for all its results. It says
 * how many it had, and then those of a job without an end.
 */
final class DriverProgram {
  private DriverProgram() {}

  public static void main(String[] args) throws Exception {
    SparkHome.make();
    Spark backend =
        Spark.master("local-cluster[1,2,512]")
            .executorMemory(512L << 20)
            // Spark wants a larger heap for itself otherwise.
            .property("spark.testing.reservedMemory", String.valueOf(64 << 20));
    try (Pool pool = Pool.on(backend).quiet()) {
      int count = 0;
      // The others wait behind the first one, since results come in order.
      for (byte[] value : pool.map(IntStream.range(0, 150).boxed(), Deeds::largeBehindSlow)) {
        count += value.length >> 20;
      }
      System.out.println(count + " MiB");
      for (int value : pool.map(IntStream.range(0, 100_000).boxed(), Deeds::addOneSlowly)) {
        System.out.println(value);
      }
    }
  }
}
