package dev.headway.spark;

import dev.headway.internal.cluster.DriverBudget;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * How many tasks run at once, and how many batches wait behind them. Looked up once, when it is
 * first needed: executors come and go. Safe for use by several threads.
 */
final class ClusterSize {
  private static final Pattern LOCAL = Pattern.compile("local(?:\\[\\s*(\\d+|\\*)\\s*(?:,.*)?])?");

  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,.*]");

  /** What a cluster of unknown size gets. */
  private static final int DEFAULT_SLOTS = 16;

  /** A configuration that allows more executors promises none. */
  private static final int MAX_EXECUTORS = 10_000;

  private static final String TASK_CPUS = "spark.task.cpus";

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
    // A context that was just opened does not know all executors yet, but it has been configured.
    int there = context == null ? own() : existing(context.sc());
    int usual = there > 0 ? there : DEFAULT_SLOTS;
    workers = config.slots() > 0 ? config.slots() : usual;
    boolean larger = context != null && there > workers;
    queued = larger ? 0 : new DriverBudget(workers).queuedBatches();
  }

  private int own() {
    String cpus = config.properties().get(TASK_CPUS);
    int named = slots(String.valueOf(config.master()));
    return named == 0 || cpus == null ? named : Math.max(1, named / Integer.parseInt(cpus));
  }

  private static int existing(SparkContext context) {
    int named = slots(context.master());
    return named > 0
        ? Math.max(1, named / context.conf().getInt(TASK_CPUS, 1))
        : Math.max(ContextFactory.slots(context), promised(context.conf(), context.master()));
  }

  /** The slots of the executors that a configuration asks for; 0 if it does not say. */
  static int promised(SparkConf conf, String master) {
    boolean dynamic = conf.getBoolean("spark.dynamicAllocation.enabled", false);
    int executors =
        conf.getInt(
            dynamic ? "spark.dynamicAllocation.maxExecutors" : "spark.executor.instances", 0);
    // One of a standalone cluster takes all cores of its machine unless it is told otherwise.
    int cores = conf.getInt("spark.executor.cores", master.startsWith("spark://") ? 0 : 1);
    return executors > MAX_EXECUTORS ? 0 : executors * (cores / conf.getInt(TASK_CPUS, 1));
  }

  /** The cores that the name of a master on this machine tells; 0 for any other master. */
  static int slots(String master) {
    Matcher cluster = LOCAL_CLUSTER.matcher(master);
    if (cluster.matches()) {
      return Integer.parseInt(cluster.group(1)) * Integer.parseInt(cluster.group(2));
    }
    Matcher local = LOCAL.matcher(master);
    if (!local.matches()) {
      return 0;
    }
    String cores = local.group(1) == null ? "1" : local.group(1);
    return "*".equals(cores) ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(cores);
  }
}
