package dev.headway.spark;

import dev.headway.Pool;
import java.util.stream.IntStream;

/** A program on a small cluster of its own, which says when it has a first result. */
final class DriverProgram {
  private DriverProgram() {}

  public static void main(String[] args) throws Exception {
    SparkHome.make();
    Spark backend = Spark.master("local-cluster[1,2,512]").executorMemory(512L << 20);
    try (Pool pool = Pool.on(backend).quiet()) {
      for (int value : pool.map(IntStream.range(0, 100_000).boxed(), Deeds::addOneSlowly)) {
        System.out.println(value);
      }
    }
  }
}
