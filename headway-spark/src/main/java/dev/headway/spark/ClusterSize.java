package dev.headway.spark;

import dev.headway.internal.cluster.DriverBudget;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * How many tasks run at once, and how many batches wait behind them. Looked up once, when it is
 * first needed: executors come and go. Safe for use by several threads.
 */
final class ClusterSize {
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,.*]");

  /** What a cluster of unknown size gets. */
  private static final int DEFAULT_SLOTS = 16;

  private final SparkConfig config;

  // Guarded by this.
  private int workers;
  private int queued;

  ClusterSize(SparkConfig config) {
    this.config = config;
  }

  /** How many tasks run at once. */
  synchronized int workers() {
    lookUp();
    return workers;
  }

  /**
   * How many batches wait in Spark for a slot that becomes free. None where Spark has more slots
   * than it is to use: it would begin them at once.
   */
  synchronized int queued() {
    lookUp();
    return queued;
  }

  private void lookUp() {
    if (workers > 0) {
      return;
    }
    JavaSparkContext context = config.context();
    int there = context == null ? local() : ContextFactory.slots(context.sc());
    int usual = there > 0 ? there : DEFAULT_SLOTS;
    workers = config.slots() > 0 ? config.slots() : usual;
    boolean larger = context != null && there > workers;
    queued = larger ? 0 : new DriverBudget(workers).queuedBatches();
  }

  private int local() {
    Matcher local = LOCAL_CLUSTER.matcher(String.valueOf(config.master()));
    return local.matches()
        ? Integer.parseInt(local.group(1)) * Integer.parseInt(local.group(2))
        : 0;
  }
}
