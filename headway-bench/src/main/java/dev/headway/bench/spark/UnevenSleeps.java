package dev.headway.bench.spark;

import dev.headway.Pool;
import dev.headway.Results;
import java.util.List;
import java.util.stream.IntStream;

/** 200 tasks of 20 to 200 ms, in order, with the bar on. */
final class UnevenSleeps {
  private static final String WORK = "200 tasks of 20 to 200 ms, ordered";
  private static final List<Integer> ITEMS = IntStream.range(0, 200).boxed().toList();

  private UnevenSleeps() {}

  static void measure(Cluster cluster, Sheet sheet) {
    double ideal = ITEMS.stream().mapToLong(Work::unevenMillis).sum() / 1000.0 / Cluster.SLOTS;
    sheet.add(WORK, "work divided by the slots", "s", ideal);
    try (Pool pool = cluster.pool()) {
      pool.map(List.of(1, 2, 3, 4), Work::addOne).toList(); // The session is warm.
      long begin = System.nanoTime();
      long first = 0;
      try (Results<Integer, Long> results = pool.map(ITEMS, Work::sleepUnevenly)) {
        for (Long ignored : results) {
          first = first == 0 ? System.nanoTime() - begin : first;
        }
      }
      sheet.add(WORK, "Headway", "s", (System.nanoTime() - begin) * 1e-9);
      sheet.add(WORK, "Headway, first result", "ms", first * 1e-6);
    }
    long begin = System.nanoTime();
    cluster.context.parallelize(ITEMS, ITEMS.size()).map(Work::sleepUnevenly).collect();
    sheet.add(WORK, "Spark, an input a partition", "s", (System.nanoTime() - begin) * 1e-9);
  }
}
