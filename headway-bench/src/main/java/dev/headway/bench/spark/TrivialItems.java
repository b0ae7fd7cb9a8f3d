package dev.headway.bench.spark;

import dev.headway.Pool;
import dev.headway.Results;
import java.util.List;
import java.util.stream.IntStream;

/** 100,000 items that add one. */
final class TrivialItems {
  private static final String WORK = "100,000 trivial items";
  private static final List<Integer> ITEMS = IntStream.range(0, 100_000).boxed().toList();

  private TrivialItems() {}

  static void measure(Cluster cluster, Sheet sheet) {
    try (Pool pool = cluster.pool()) {
      pool.map(List.of(1, 2, 3, 4), Work::addOne).toList();
      long begin = System.nanoTime();
      long first = 0;
      try (Results<Integer, Integer> results = pool.map(ITEMS, Work::addOne)) {
        for (Integer ignored : results) {
          first = first == 0 ? System.nanoTime() - begin : first;
        }
      }
      sheet.add(WORK, "Headway", "s", (System.nanoTime() - begin) * 1e-9);
      sheet.add(WORK, "Headway, first result", "ms", first * 1e-6);
    }
    long begin = System.nanoTime();
    cluster.context.parallelize(ITEMS, 64).map(Work::addOne).collect();
    sheet.add(WORK, "Spark, 64 partitions", "s", (System.nanoTime() - begin) * 1e-9);
  }
}
