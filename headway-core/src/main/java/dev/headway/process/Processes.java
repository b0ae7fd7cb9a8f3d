package dev.headway.process;

import dev.headway.internal.process.NestedWorker;
import dev.headway.internal.process.WorkerFactory;
import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.internal.process.function.FunctionCache.SerializedFunction;
import dev.headway.work.Backend;
import dev.headway.work.Initializer;
import dev.headway.work.TaskFunction;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * Worker processes: each worker is a JVM of its own, started with this JVM's java, class path and
 * module path.
 *
 * <pre>{@code
 * try (Pool pool = Pool.on(Processes.of(5).heap(512L << 20).recycleAfter(1000))) {
 *   List<Integer> all = pool.map(inputs, Demo::slowAddOne).toList();
 * }
 * }</pre>
 *
 * <p>A worker process is no sandbox: a task may do whatever this program may do. A task that
 * crashes its JVM, ends it, or uses up its memory costs that task alone. A task that ignores its
 * interrupt is killed half a second later. A task that throws an {@link OutOfMemoryError} fails
 * with it, and another process replaces its worker. What tasks print is passed on line by line.
 * When this JVM ends, in whatever way, its worker processes end too. When a worker ends, the
 * processes that its tasks have started are killed, except daemons with a session of their own
 * ({@code setsid}). Other systems than Linux know only the descendants of a worker, and spare none
 * of them.
 *
 * <p>The function, the inputs and the results are serialized, so they must be {@link
 * java.io.Serializable}. Each worker applies a copy of the function. Static fields are not shared,
 * and a variable of JShell is a static field. Exceptions come back as themselves where they can,
 * with the stack of the worker, else as {@link dev.headway.work.RemoteTaskException}. No task runs
 * twice unless {@code attempts} says so. When a worker dies, a task that has ended keeps its
 * result, and one that had begun has crashed.
 *
 * <p>A worker process starts when there is work for it, at a time one for each two processors. The
 * start takes about a tenth of a second and some tens of megabytes. Its heap is limited to its
 * share of three quarters of the machine's memory. It has the environment and the working directory
 * of this JVM, {@linkplain #inheritOptions and its} options, system properties, locale and time
 * zone. Its standard input is empty. The system property {@code headway.worker} holds its number.
 *
 * <p>Inside of a worker process no further ones start. A pool on worker processes that a task makes
 * there runs its tasks in place, one after the other, as {@link dev.headway.work.Serial} does,
 * after the {@linkplain #init initializer}. So nested jobs never have more processes than the
 * outermost has workers. The other settings have no effect there, and a crash costs the task that
 * made the pool.
 *
 * <p>Immutable and safe for use by several threads. The pool owns the processes and ends them.
 */
public final class Processes implements Backend {
  /** A JVM that starts, and finds its code compiled in no way. */
  private static final Duration START_UP = Duration.ofMillis(100);

  private final ProcessConfig config;

  /** Not part of what this object says. */
  private final WorkerFactory workers;

  private Processes(ProcessConfig config) {
    this.config = config;
    this.workers = new WorkerFactory(config);
  }

  /**
   * A number of worker processes.
   *
   * @param workers how many tasks run at once
   * @return the backend
   * @throws IllegalArgumentException if {@code workers} is below 1 or above a million
   */
  public static Processes of(int workers) {
    return new Processes(ProcessConfig.of(workers));
  }

  /**
   * The same, with another limit for the heap of each worker. Unless it is set, all workers
   * together may take three quarters of the machine's memory.
   *
   * <pre>{@code
   * Processes.of(4).heap(2L << 30) // 2 GiB each
   * }</pre>
   *
   * @param bytes the largest heap of each worker process, in bytes
   * @return a new backend
   * @throws IllegalArgumentException if {@code bytes} is below 8 MiB
   */
  public Processes heap(long bytes) {
    return with(draft -> draft.jvm = draft.jvm.withHeap(bytes));
  }

  /**
   * The same, with further options for the JVM of each worker. They count more than those that
   * Headway gives and that this JVM was given.
   *
   * <pre>{@code
   * Processes.of(4).jvmOptions("-XX:+UseParallelGC", "-Dmode=batch", "-ea")
   * }</pre>
   *
   * @param options as on the command line of {@code java}, each an argument of its own; every user
   *     of the machine can read them
   * @return a new backend
   * @throws IllegalArgumentException if one of them is no option, or says where classes are, or
   *     would make {@code java} do something else
   */
  public Processes jvmOptions(String... options) {
    return with(draft -> draft.jvm = draft.jvm.withOptions(List.of(options)));
  }

  /**
   * The same, where the workers get the options of this JVM, or do not. By default they get the
   * options that say what code means or may do, and its system properties, locale and time zone at
   * their start. They never get what two processes cannot share (debuggers, agents, ports, log
   * files), nor the heap and the collector of this JVM.
   *
   * <pre>{@code
   * Processes.of(4).inheritOptions(false).jvmOptions("-Dmode=batch") // this, and nothing else
   * }</pre>
   *
   * @param inherit false for workers that have only their class path, module path and environment
   * @return a new backend
   */
  public Processes inheritOptions(boolean inherit) {
    return with(draft -> draft.jvm = draft.jvm.withInheritance(inherit));
  }

  /**
   * The same, with another variable in the environment of each worker, besides those of this JVM.
   *
   * <pre>{@code
   * Processes.of(4).environment("OMP_NUM_THREADS", "1")
   * }</pre>
   *
   * @param name the name of the variable
   * @param value its value
   * @return a new backend
   * @throws IllegalArgumentException if the name is empty or holds {@code =}, if one of the two
   *     holds a NUL, or if Headway needs the variable for itself
   */
  public Processes environment(String name, String value) {
    return with(draft -> draft.jvm = draft.jvm.withVariable(name, value));
  }

  /**
   * The same, with another working directory for the workers. The class path stays what it is, also
   * where its entries are relative.
   *
   * <pre>{@code
   * Processes.of(4).directory(Path.of("/data"))
   * }</pre>
   *
   * @param directory where relative names of files begin; workers cannot be started if it does not
   *     exist by then
   * @return a new backend
   */
  public Processes directory(Path directory) {
    Path absolute = directory.toAbsolutePath();
    return with(draft -> draft.jvm = draft.jvm.withDirectory(absolute));
  }

  /**
   * The same, with worker processes that are replaced after a number of tasks: for code that leaks
   * memory or handles. A new process starts with the next task.
   *
   * <pre>{@code
   * Processes.of(4).recycleAfter(500)
   * }</pre>
   *
   * @param tasks how many tasks one process runs at the most
   * @return a new backend
   * @throws IllegalArgumentException if {@code tasks} is below 1
   */
  public Processes recycleAfter(int tasks) {
    return with(draft -> draft.recycleAfter = tasks);
  }

  /**
   * The same, with worker processes that are replaced when tasks have left too much in their heap.
   * This is for code that leaks memory at an unknown pace. The heap is checked after each task, in
   * at most a twentieth of the time; garbage does not count. A new process starts with the next
   * task.
   *
   * <pre>{@code
   * Processes.of(4).heap(1L << 30).recycleAbove(700L << 20)
   * }</pre>
   *
   * @param bytes how much of the heap may be in use between two tasks, in bytes; has no effect if
   *     the {@linkplain #heap heap} is smaller
   * @return a new backend
   * @throws IllegalArgumentException if {@code bytes} is below 8 MiB
   */
  public Processes recycleAbove(long bytes) {
    return with(draft -> draft.recycleAbove = bytes);
  }

  /**
   * The same, with another limit for the size of a result. A task whose result is larger fails; its
   * worker goes on. Unless it is set, the limit is 1 GiB.
   *
   * <pre>{@code
   * Processes.of(4).maxResult(64L << 20) // 64 MiB
   * }</pre>
   *
   * @param bytes the most that a result may have in serialized form, in bytes
   * @return a new backend
   * @throws IllegalArgumentException if {@code bytes} is below 1 or above 1 GiB
   */
  public Processes maxResult(long bytes) {
    return with(draft -> draft.maxResult = bytes);
  }

  /**
   * The same, with another grace: how long a worker process may take to end a cancelled task, or
   * itself, before it is killed. By default half a second.
   *
   * <pre>{@code
   * Processes.of(4).grace(Duration.ofSeconds(5))
   * }</pre>
   *
   * @param grace how long; zero kills at once
   * @return a new backend
   * @throws IllegalArgumentException if {@code grace} is negative or above one day
   */
  public Processes grace(Duration grace) {
    return with(draft -> draft.grace = grace);
  }

  /**
   * The same, with another limit for the start of a worker process, from its command until it has
   * run its {@linkplain #init initializer}. Unless it is set, it is 30 seconds.
   *
   * <pre>{@code
   * Processes.of(4).init(Model::load).startTimeout(Duration.ofMinutes(5))
   * }</pre>
   *
   * @param limit how long a start may take
   * @return a new backend
   * @throws IllegalArgumentException if {@code limit} is not positive or above one day
   */
  public Processes startTimeout(Duration limit) {
    return with(draft -> draft.startTimeout = limit);
  }

  /**
   * The same, with something that each worker process does once, before its first task. If it
   * fails, the job ends with a {@code JobException}. Its cause is a {@link
   * dev.headway.work.WorkerStartException}, whose own cause has the stack of the worker. The
   * initializer must end within the {@linkplain #startTimeout limit of a start}, and does not count
   * for the timeout of a task.
   *
   * <pre>{@code
   * Processes.of(4).init(Model::load)
   * }</pre>
   *
   * @param initializer what to do
   * @return a new backend
   * @throws IllegalArgumentException if it cannot be sent to a worker process
   */
  public Processes init(Initializer initializer) {
    SerializedFunction serialized = WorkerFactory.serialized(initializer);
    return with(draft -> draft.initializer = serialized);
  }

  /**
   * The same, where each line that a worker process prints begins with its worker, its task and its
   * input, as in {@code [2#17 cat.png] reading}. Lines of native code and of the JVM, and those
   * between two tasks, have the number of the worker alone. The text of an input is asked for with
   * the first line that its task prints.
   *
   * <pre>{@code
   * Processes.of(4).tagged()
   * }</pre>
   *
   * @return a new backend
   */
  public Processes tagged() {
    return with(draft -> draft.tagged = true);
  }

  private Processes with(Consumer<ProcessConfig.Draft> change) {
    return new Processes(config.with(change));
  }

  ProcessConfig config() {
    return config;
  }

  /**
   * One millisecond: a worker waits 0.2 to 0.9 milliseconds between two batches, for two messages
   * and the threads that wake for each.
   */
  @Override
  public Duration dispatchCost() {
    return Duration.ofMillis(1);
  }

  @Override
  public Duration startUp() {
    return NestedWorker.isInside() ? Duration.ZERO : START_UP;
  }

  @Override
  public boolean canKillTasks() {
    return !NestedWorker.isInside();
  }

  @Override
  public boolean runsInCallersThread() {
    return NestedWorker.isInside();
  }

  @Override
  public int workers() {
    return NestedWorker.isInside() ? 1 : config.workers();
  }

  @Override
  public Worker worker(int number, WorkerListener listener) {
    return workers.worker(number, listener);
  }

  /** Asked for when a pool is made: it will not be long until its first worker starts. */
  @Override
  public ThreadFactory threadFactory() {
    workers.preload();
    return Backend.super.threadFactory();
  }

  @Override
  public void check(TaskFunction<?, ?> function) {
    workers.preload(); // A backend around this one need not have asked for threads.
    workers.check(function);
  }

  @Override
  public String toString() {
    return config.workers() + (config.workers() == 1 ? " worker process" : " worker processes");
  }
}
