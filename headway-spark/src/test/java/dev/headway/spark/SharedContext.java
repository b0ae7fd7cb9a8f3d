package dev.headway.spark;

import java.io.IOException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** Contexts as tests have them: executors that are real JVMs, on this machine. */
final class SharedContext {
  private static @Nullable JavaSparkContext shared;

  private SharedContext() {}

  /**
   * A context of a notebook that has the plugin. The tests of a JVM share it, since its executors
   * start slowly. Spark stops it with the JVM.
   */
  static synchronized JavaSparkContext get() throws IOException {
    JavaSparkContext open = shared == null || shared.sc().isStopped() ? open() : shared;
    shared = open;
    awaitSlots(open, 4);
    return open;
  }

  /** Makes room for another context. */
  static synchronized void stop() {
    if (shared != null) {
      shared.stop();
      shared = null;
    }
  }

  private static JavaSparkContext open() throws IOException {
    return new JavaSparkContext(conf().setMaster("local-cluster[2,2,512]"));
  }

  /** The configuration of a context whose executors are JVMs. */
  static SparkConf conf() throws IOException {
    SparkHome.make();
    String classes = System.getProperty("java.class.path");
    return new SparkConf(false)
        .setAppName("tests")
        .set("spark.executor.memory", "512m")
        .set("spark.executor.extraClassPath", headway(classes))
        .set("spark.plugins", HeadwayPlugin.class.getName())
        .set("spark.log.level", "WARN")
        .set("spark.locality.wait", "0")
        .set("spark.task.reaper.enabled", "true")
        .set("spark.task.reaper.killTimeout", "60s")
        .set("spark.driver.maxResultSize", "0")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.master.rest.enabled", "false")
        .set("spark.ui.enabled", "false");
  }

  /** Waits for executors, which a busy machine starts slowly. */
  static void awaitSlots(JavaSparkContext context, int slots) {
    Await.until(
        "executors with " + slots + " slots",
        () ->
            ContextFactory.slots(context.sc()) >= slots
                // What Spark lists may still hold an executor that has just died.
                && context.sc().getExecutorIds().size() >= slots / 2);
  }

  /** What a plugin needs when executors start: Headway alone, without the tests. */
  private static String headway(String classPath) {
    StringBuilder headway = new StringBuilder();
    for (String entry : classPath.split(java.io.File.pathSeparator)) {
      if (entry.contains("headway-core") || entry.contains("headway-spark/target/classes")) {
        headway.append(headway.isEmpty() ? "" : java.io.File.pathSeparator).append(entry);
      }
    }
    return headway.toString();
  }
}
