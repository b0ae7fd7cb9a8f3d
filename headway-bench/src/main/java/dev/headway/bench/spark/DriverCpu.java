package dev.headway.bench.spark;

import com.sun.management.OperatingSystemMXBean;
import dev.headway.Pool;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;

/** What an item of 1 ms costs the processors of the driver. */
final class DriverCpu {
  private static final String WORK = "driver CPU for an item of 1 ms";
  private static final int ITEMS = 20_000;
  private static final int TASKS = 2_000;

  private DriverCpu() {}

  static void measure(Cluster cluster, Sheet sheet) {
    try (Pool pool = cluster.pool()) {
      List<Integer> items = Collections.nCopies(ITEMS, 1);
      pool.map(items, Work::sleepMillis).toList(); // Compiled, and the size of batches is known.
      long begin = cpuNanos();
      pool.map(items, Work::sleepMillis).toList();
      sheet.add(WORK, "Headway", "µs", (cpuNanos() - begin) * 1e-3 / ITEMS);
    }
    List<Integer> items = Collections.nCopies(TASKS, 1);
    long begin = cpuNanos();
    cluster.context.parallelize(items, TASKS).map(Work::sleepMillis).collect();
    sheet.add(WORK, "Spark, an input a partition", "µs", (cpuNanos() - begin) * 1e-3 / TASKS);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
