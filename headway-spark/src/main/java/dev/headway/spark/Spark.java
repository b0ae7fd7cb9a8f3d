package dev.headway.spark;

import dev.headway.internal.cluster.DriverBudget;
import dev.headway.work.Backend;
import dev.headway.work.TaskFunction;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * An Apache Spark cluster: the workers are slots of its executors.
 *
 * <pre>{@code
 * try (Pool pool = Pool.on(Spark.master("spark://host:7077").slots(16))) {
 *   List<Double> all = pool.map(inputs, Demo::slowAddOne).toList();
 * }
 * }</pre>
 *
 * <p>Tasks run in worker processes beside the executors, one for each slot, as they do with {@link
 * dev.headway.process.Processes}: a task that crashes its JVM, ends it or uses up its memory costs
 * that task alone, a timeout ends it by force, and what it prints is passed on. {@link
 * #inExecutor()} runs tasks in the executors, without all that.
 *
 * <p>If an executor dies, what has ended keeps its result. What ran there runs again elsewhere, so
 * a task may run more than once; it is reported once. A task with which three executors have died
 * has crashed.
 *
 * <p>The class path travels to the executors, except the jars of Spark and of what Spark needs
 * itself. Functions, inputs and results travel by serialization, as with worker processes.
 *
 * <p>Backends are immutable. The session starts with the first worker of a pool and ends with the
 * pool. Spark has one session for each JVM: for a second pool at the same time, give both {@link
 * #on}.
 */
public final class Spark implements Backend {
  /** From the submission of a Spark job to the first task of its batches. */
  private static final Duration JOB = Duration.ofMillis(40);

  private static final int MAX_SLOTS = 1_000_000;

  private final SparkConfig config;
  private final ClusterSize size;
  private final SessionOwner owner;
  private final FunctionTable functions = new FunctionTable();

  Spark(SparkConfig config) {
    this.config = config;
    this.size = new ClusterSize(config);
    this.owner = new SessionOwner(() -> Session.open(config, size, functions));
  }

  /**
   * A cluster, in which each pool opens a session of its own.
   *
   * <pre>{@code
   * Spark.master("spark://host:7077")
   * }</pre>
   *
   * @param url as Spark has it: {@code spark://HOST:PORT}, {@code yarn}, {@code
   *     k8s://https://HOST:PORT}
   * @return a backend
   */
  public static Spark master(String url) {
    return new Spark(SparkConfig.of(url, null));
  }

  /**
   * The context that a notebook or {@code spark-submit} has. It stays open. Results arrive with
   * their batches, unless it was started with the {@link HeadwayPlugin}.
   *
   * <pre>{@code
   * Spark.on(JavaSparkContext.fromSparkContext(session.sparkContext()))
   * }</pre>
   *
   * @param context an open context
   * @return a backend
   */
  public static Spark on(JavaSparkContext context) {
    return new Spark(SparkConfig.of(null, context));
  }

  /**
   * The same, with at most so many tasks at once. Unless it is set, these are as many as the name
   * of a local master says. In a context that exists they are as many as its executors can run when
   * the first pool is made, or as those that its configuration asks for, if these are more. Without
   * either there are 16.
   *
   * <pre>{@code
   * Spark.master(url).slots(64)
   * }</pre>
   *
   * @param number how many, at least 1
   * @return a new backend
   * @throws IllegalArgumentException if {@code number} is below 1 or above a million
   */
  public Spark slots(int number) {
    if (number < 1 || number > MAX_SLOTS) {
      throw new IllegalArgumentException(
          "There must be 1 to " + MAX_SLOTS + " slots, not " + number + ".");
    }
    return new Spark(config.withSlots(number));
  }

  /**
   * The same, with executors of another heap. It has no effect on a context that exists.
   *
   * <pre>{@code
   * Spark.master(url).executorMemory(4L << 30) // 4 GiB
   * }</pre>
   *
   * @param bytes the heap of each executor, in bytes
   * @return a new backend
   * @throws IllegalArgumentException if {@code bytes} is below 450 MiB, which Spark refuses
   */
  public Spark executorMemory(long bytes) {
    if (bytes < 450L << 20) {
      throw new IllegalArgumentException(
          "Spark refuses executors with a heap below 450 MiB: " + bytes + " bytes.");
    }
    return new Spark(config.withExecutorMemory(bytes));
  }

  /**
   * The same, with worker processes of another heap. Unless it is set, they share as much as the
   * executor has.
   *
   * <pre>{@code
   * Spark.master(url).heap(2L << 30) // 2 GiB for each slot
   * }</pre>
   *
   * @param bytes the heap of each worker process, in bytes
   * @return a new backend
   * @throws IllegalArgumentException if {@code bytes} is below 8 MiB
   */
  public Spark heap(long bytes) {
    if (bytes < 8L << 20) {
      throw new IllegalArgumentException(
          "A worker process needs a heap of 8 MiB at least, not " + bytes + " bytes.");
    }
    WorkerKind kind = config.kind();
    return new Spark(config.withKind(new WorkerKind(kind.inExecutor(), bytes, kind.graceMillis())));
  }

  /**
   * The same, where tasks run in the JVMs of the executors. That saves a process for each slot and
   * some tenths of a millisecond for each batch. But a task that ends or crashes its JVM takes the
   * others of the executor along, and what tasks print stays in the log of the executor. A task
   * that ignores the interrupt of its timeout has timed out and keeps its thread. If its job is
   * cancelled, it keeps its slot for ten seconds and then ends its executor.
   *
   * <pre>{@code
   * Spark.master(url).inExecutor()
   * }</pre>
   *
   * @return a new backend
   */
  public Spark inExecutor() {
    WorkerKind kind = config.kind();
    return new Spark(config.withKind(new WorkerKind(true, kind.heap(), kind.graceMillis())));
  }

  /**
   * The same, with further jars or folders of classes for the executors.
   *
   * <pre>{@code
   * Spark.master(url).jars(Path.of("lib/model.jar"))
   * }</pre>
   *
   * @param files jars, or folders of classes
   * @return a new backend
   */
  public Spark jars(Path... files) {
    return new Spark(config.withJars(List.of(files)));
  }

  /**
   * The same, with a property of Spark. It has no effect on a context that exists.
   *
   * <pre>{@code
   * Spark.master(url).property("spark.executor.cores", "4")
   * }</pre>
   *
   * @param key the name of the property
   * @param value its value
   * @return a new backend
   */
  public Spark property(String key, String value) {
    return new Spark(config.withProperty(key, value));
  }

  @Override
  public int workers() {
    return size.workers();
  }

  @Override
  public Worker worker(int number, WorkerListener listener) {
    return new SparkWorker(owner, number, number % size.workers(), listener);
  }

  @Override
  public void check(TaskFunction<?, ?> function) {
    functions.renew(function);
  }

  /** Such that one driver can do it for all slots. */
  @Override
  public Duration dispatchCost() {
    Duration cost = new DriverBudget(size.workers()).dispatchCost();
    // Without a queue each batch waits for a job of its own.
    return size.queued() > 0 || cost.compareTo(JOB) > 0 ? cost : JOB;
  }

  @Override
  public int queuedBatches() {
    return size.queued();
  }

  @Override
  public boolean canKillTasks() {
    return true;
  }

  @Override
  public String toString() {
    return "Spark on " + (config.master() == null ? "an existing context" : config.master());
  }
}
