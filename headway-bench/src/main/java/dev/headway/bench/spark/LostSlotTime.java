package dev.headway.bench.spark;

import dev.headway.Pool;
import dev.headway.Results;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.apache.spark.api.java.JavaFutureAction;

/** The part of the slots' time in which no item runs, from the first result to the last. */
final class LostSlotTime {
  private static final int WINDOW = 6;
  private static final int DEPTH = 3;

  private LostSlotTime() {}

  /**
   * Measures items of one duration.
   *
   * @param millis how long an item takes
   * @param items how many there are
   */
  static void measure(Cluster cluster, Sheet sheet, int millis, int items) throws Exception {
    String work = "lost slot time, items of " + millis + " ms";
    List<Integer> inputs = Collections.nCopies(items, millis);
    try (Pool pool = cluster.pool()) {
      pool.map(Collections.nCopies(items / 4, millis), Work::sleepMillis).toList();
      long begin = System.nanoTime();
      List<Long> times = new ArrayList<>();
      try (Results<Integer, Long> results = pool.map(inputs, Work::sleepMillis)) {
        results.forEach(times::add);
      }
      sheet.add(work, "Headway", "%", lost(times, System.nanoTime() - begin));
    }
    int batch = Math.max(1, 300 / millis);
    long begin = System.nanoTime();
    List<Long> times = windows(cluster, inputs, batch);
    sheet.add(work, "Spark, windows of jobs by hand", "%", lost(times, System.nanoTime() - begin));
  }

  /** Jobs of six partitions for each slot, three in flight: inputs are pulled as results come. */
  private static List<Long> windows(Cluster cluster, List<Integer> inputs, int batch)
      throws Exception {
    Deque<JavaFutureAction<List<Long>>> flying = new ArrayDeque<>();
    List<Long> times = new ArrayList<>();
    int window = WINDOW * Cluster.SLOTS * batch;
    for (int at = 0; at < inputs.size(); at += window) {
      List<Integer> part = inputs.subList(at, Math.min(inputs.size(), at + window));
      int partitions = Math.max(1, part.size() / batch);
      flying.add(
          cluster
              .context
              .parallelize(new ArrayList<>(part), partitions)
              .map(Work::sleepMillis)
              .collectAsync());
      if (flying.size() == DEPTH) {
        times.addAll(flying.remove().get());
      }
    }
    while (!flying.isEmpty()) {
      times.addAll(flying.remove().get());
    }
    return times;
  }

  private static double lost(List<Long> times, long nanos) {
    double worked = times.stream().mapToLong(Long::longValue).sum();
    return 100 * (1 - worked / nanos / Cluster.SLOTS);
  }
}
