package dev.headway.bench.spark;

import dev.headway.Pool;
import dev.headway.spark.HeadwayPlugin;
import dev.headway.spark.Spark;
import java.util.Collections;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** A master and two executors of two slots each, as processes on this machine. */
final class Cluster implements AutoCloseable {
  static final int SLOTS = 4;

  final JavaSparkContext context;

  Cluster() {
    this.context =
        new JavaSparkContext(
            new SparkConf(false)
                .setMaster("local-cluster[2,2,512]")
                .setAppName("bench")
                .set("spark.executor.memory", "512m")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set("spark.plugins", HeadwayPlugin.class.getName())
                .set("spark.log.level", "ERROR")
                .set("spark.locality.wait", "0")
                .set("spark.driver.maxResultSize", "0")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.ui.enabled", "false")
                .set("spark.ui.retainedTasks", "1000"));
    // Warm for all: both executors are up, and have compiled what Spark itself does.
    for (int round = 0; round < 10; round++) {
      context.parallelize(Collections.nCopies(200, 20), 200).map(Work::sleepMillis).collect();
    }
  }

  /** A pool that shows its bar, in the executors' own threads as the peers have it. */
  Pool pool() {
    return Pool.on(Spark.on(context).slots(SLOTS).inExecutor());
  }

  @Override
  public void close() {
    context.close();
  }
}
