package dev.headway.spark;

import dev.headway.work.WorkerStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.jdk.javaapi.CollectionConverters;

/** Makes the Spark context of a session, or prepares one that exists. */
final class ContextFactory {
  private static final String STANDALONE = "spark://";
  private static final int PROBE_MILLIS = 7_000;

  private ContextFactory() {}

  /**
   * The context of a session.
   *
   * @param files what executors need
   * @param folder where some of them were made for this session
   * @throws WorkerStartException if there is no master, or Spark refuses
   */
  static JavaSparkContext context(SparkConfig config, List<Path> files, Path folder)
      throws InterruptedException {
    JavaSparkContext existing = config.context();
    if (existing != null) {
      addMissing(existing, files, folder);
      return existing;
    }
    String master = String.valueOf(config.master());
    if (master.startsWith(STANDALONE)) {
      probe(master);
    }
    try {
      return new JavaSparkContext(conf(master, config, files));
    } catch (Exception e) { // Scala declares none: what Spark throws may be checked.
      if (e instanceof InterruptedException interrupt) {
        throw interrupt;
      }
      throw new WorkerStartException(
          "A Spark session on " + master + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /** Spark refuses a second jar of a name; one of a folder has a name that tells its content. */
  private static void addMissing(JavaSparkContext context, List<Path> files, Path folder) {
    Set<String> there = new HashSet<>();
    for (String url : CollectionConverters.asJava(context.sc().listJars())) {
      there.add(url.substring(url.lastIndexOf('/') + 1));
    }
    for (Path file : files) {
      if (there.add(String.valueOf(file.getFileName()))) {
        context.addJar(file.toString());
      } else if (file.startsWith(folder)) {
        file.toFile().delete(); // An earlier session has made it too.
      }
    }
  }

  static SparkConf conf(String master, SparkConfig config, List<Path> files) {
    SparkConf conf = new SparkConf(true).setMaster(master);
    conf.setIfMissing("spark.app.name", "Headway");
    conf.setIfMissing("spark.log.level", "WARN");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.retainedTasks", "1000");
    conf.setIfMissing("spark.ui.retainedJobs", "20");
    conf.setIfMissing("spark.ui.retainedStages", "20");
    // It counts what a job has sent in all, also what was taken by then.
    conf.setIfMissing("spark.driver.maxResultSize", "0");
    // A slot never waits for the data of a batch: they come with it.
    conf.setIfMissing("spark.locality.wait", "0");
    conf.setIfMissing("spark.task.reaper.enabled", "true");
    conf.setIfMissing("spark.task.reaper.killTimeout", "10s");
    if (!config.kind().inExecutor()) {
      // The worker processes stand beside the heap of the executor.
      conf.setIfMissing("spark.executor.memoryOverheadFactor", "1.5");
    }
    if (isLocal(master)) {
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    if (config.executorMemory() > 0) {
      conf.set("spark.executor.memory", (config.executorMemory() >> 20) + "m");
    }
    config.properties().forEach(conf::set);
    if (config.slots() > 0) {
      long cores = (long) config.slots() * conf.getInt("spark.task.cpus", 1);
      conf.setIfMissing("spark.cores.max", String.valueOf(cores));
    }
    if (countsExecutors(master) && !conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      int tasks = conf.getInt("spark.executor.cores", 1) / conf.getInt("spark.task.cpus", 1);
      int each = Math.max(1, tasks);
      int executors = (new ClusterSize(config).workers() + each - 1) / each;
      conf.setIfMissing("spark.executor.instances", String.valueOf(executors));
    }
    conf.set("spark.plugins", joined(conf.get("spark.plugins", ""), HeadwayPlugin.class.getName()));
    String jars = files.stream().map(Path::toString).collect(Collectors.joining(","));
    conf.set("spark.jars", joined(conf.get("spark.jars", ""), jars));
    return conf;
  }

  private static String joined(String before, String more) {
    return before.isEmpty() ? more : before + "," + more;
  }

  /** These masters take no number of cores, and start two executors unless they are asked. */
  private static boolean countsExecutors(String master) {
    return master.equals("yarn") || master.startsWith("k8s://");
  }

  private static boolean isLocal(String master) {
    return master.startsWith("local")
        || master.startsWith(STANDALONE + "127.0.0.1:")
        || master.startsWith(STANDALONE + "localhost:");
  }

  /** Spark itself takes a minute to say that there is no master. */
  private static void probe(String master) {
    String[] places = master.substring(STANDALONE.length()).split(",");
    IOException why = new IOException("It names no host and port");
    for (String place : places) {
      int colon = place.lastIndexOf(':');
      try (Socket socket = new Socket()) {
        int port = Integer.parseInt(place.substring(colon + 1));
        String host = place.substring(0, Math.max(0, colon));
        socket.connect(
            new InetSocketAddress(InetAddress.getByName(host), port), PROBE_MILLIS / places.length);
        return;
      } catch (IOException e) {
        why = e;
      } catch (IllegalArgumentException e) {
        why = new IOException("It must be spark://HOST:PORT", e);
      }
    }
    throw new WorkerStartException(
        "No Spark master answers at "
            + master
            + ": "
            + why.getMessage()
            + ". Is it running, and can this machine reach it?",
        why);
  }

  /**
   * Ends a context, on a thread of its own: Spark leaves half a context behind if the thread is
   * interrupted, as one that takes too long for the end of its pool is.
   */
  static void stop(JavaSparkContext context) {
    CompletableFuture.runAsync(
            context::stop,
            stop -> {
              Thread thread = new Thread(stop, "headway-spark-stop");
              thread.setDaemon(true);
              thread.start();
            })
        .join(); // Not interrupted.
  }

  /** Whether a task waits for the place that it prefers while another slot is free. */
  static boolean waitsForPlaces(SparkConf conf) {
    String usual = conf.get("spark.locality.wait", "3s");
    return Stream.of("process", "node", "rack")
        .anyMatch(level -> conf.getTimeAsMs("spark.locality.wait." + level, usual) > 0);
  }

  /** The number of tasks that the executors which are there can run at once. */
  static int slots(SparkContext context) {
    int slots = 0;
    boolean local = context.isLocal();
    for (ExecutorSummary executor :
        CollectionConverters.asJava(context.statusStore().executorList(true))) {
      if (local || !"driver".equals(executor.id())) {
        slots += executor.maxTasks();
      }
    }
    return slots;
  }
}
