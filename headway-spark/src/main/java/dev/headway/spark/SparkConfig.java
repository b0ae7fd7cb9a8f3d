package dev.headway.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link Spark} backend.
 *
 * @param master where to open a session; null if there is a context
 * @param context an existing context; null if a session is to be opened
 * @param slots how many tasks may run at once; 0 for as many as the executors have
 * @param executorMemory the heap of an executor, in bytes; 0 for what Spark is told elsewhere
 * @param kind what runs the tasks on the machine of an executor
 * @param jars what executors need besides the class path
 * @param properties properties of Spark
 */
record SparkConfig(
    @Nullable String master,
    @Nullable JavaSparkContext context,
    int slots,
    long executorMemory,
    WorkerKind kind,
    List<Path> jars,
    Map<String, String> properties) {

  static final WorkerKind PROCESSES = new WorkerKind(false, 0, 500);

  static SparkConfig of(@Nullable String master, @Nullable JavaSparkContext context) {
    return new SparkConfig(master, context, 0, 0, PROCESSES, List.of(), Map.of());
  }

  SparkConfig withSlots(int number) {
    return new SparkConfig(master, context, number, executorMemory, kind, jars, properties);
  }

  SparkConfig withExecutorMemory(long bytes) {
    return new SparkConfig(master, context, slots, bytes, kind, jars, properties);
  }

  SparkConfig withKind(WorkerKind other) {
    return new SparkConfig(master, context, slots, executorMemory, other, jars, properties);
  }

  SparkConfig withJars(List<Path> more) {
    List<Path> all = Stream.concat(jars.stream(), more.stream()).toList();
    return new SparkConfig(master, context, slots, executorMemory, kind, all, properties);
  }

  SparkConfig withProperty(String key, String value) {
    Map<String, String> all = new TreeMap<>(properties);
    all.put(key, value);
    return new SparkConfig(master, context, slots, executorMemory, kind, jars, Map.copyOf(all));
  }
}
