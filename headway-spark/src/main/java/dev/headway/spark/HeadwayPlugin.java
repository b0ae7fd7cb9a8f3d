package dev.headway.spark;

import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * The channel by which executors tell the driver of each task while its batch still runs. {@link
 * Spark#master} sets it up by itself. A context that exists already needs it in its configuration,
 * before it starts:
 *
 * <pre>{@code
 * spark-submit --conf spark.plugins=dev.headway.spark.HeadwayPlugin --jars headway-spark.jar,headway-core.jar ...
 * }</pre>
 *
 * <p>Without it results come with their batches.
 */
public final class HeadwayPlugin implements SparkPlugin {
  /** For Spark, which makes it by its name. */
  public HeadwayPlugin() {}

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverLink();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorLink();
  }
}
