package dev.headway.process;

import dev.headway.work.Backend;
import dev.headway.work.TaskFunction;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import java.io.IOException;

/**
 * Worker processes: each worker is a JVM of its own, started with this JVM's java, class path and
 * module path.
 *
 * <pre>{@code
 * try (Pool pool = Pool.on(Processes.of(5))) {
 *   List<Double> all = pool.map(inputs, Demo::slowAddOne).toList();
 * }
 * }</pre>
 *
 * <p>A task that crashes its JVM, ends it, or uses up its memory costs that task alone; a task that
 * does not heed its interrupt is killed half a second later. What tasks print is passed on line by
 * line. When this JVM ends, in whatever way, the worker processes end too. Processes that a task
 * has started are killed with its worker when the pool ends it, not when it dies by itself.
 *
 * <p>The function, the inputs and the results travel by serialization, so they must be {@link
 * java.io.Serializable}; each worker applies a copy of the function, and static fields are not
 * shared. Exceptions come back as themselves where they can, with the stack of the worker, and as
 * {@link dev.headway.work.RemoteTaskException} where they cannot. A task that had finished but
 * whose result was not yet sent when its worker died is run again.
 *
 * <p>A worker process takes about a tenth of a second to start, when there is work for it, and some
 * tens of megabytes; its heap is limited to its share of three quarters of the machine's memory.
 * Its environment and working directory are those of this JVM; its standard input is empty. The
 * system property {@code headway.worker} holds its number.
 *
 * <p>Immutable and safe for use by several threads; the processes belong to the pool and end with
 * it.
 */
public final class Processes implements Backend {
  private final Settings settings;

  /** Not part of what this object says: it saves serializing a function once per worker. */
  private final Parcels parcels = new Parcels();

  private Processes(Settings settings) {
    this.settings = settings;
  }

  /**
   * A number of worker processes.
   *
   * @param workers how many tasks run at once
   * @return the backend
   * @throws IllegalArgumentException if {@code workers} is below 1
   */
  public static Processes of(int workers) {
    return new Processes(Settings.of(workers));
  }

  @Override
  public int workers() {
    return settings.workers();
  }

  @Override
  public Worker worker(int number, WorkerListener listener) {
    return new ProcessWorker(settings, number, listener, parcels);
  }

  @Override
  public void check(TaskFunction<?, ?> function) {
    try {
      parcels.renew(function);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw unfit(function, e);
    }
  }

  /** Why a function cannot travel, and what to do about it. */
  static IllegalArgumentException unfit(TaskFunction<?, ?> function, Throwable cause) {
    return new IllegalArgumentException(
        "The function cannot be sent to worker processes: "
            + SerialPath.explain("the function", function, cause)
            + ". Let it capture serializable values only, make it a reference to a static method,"
            + " or run it on Threads.",
        cause);
  }

  @Override
  public String toString() {
    return settings.workers() + (settings.workers() == 1 ? " worker process" : " worker processes");
  }
}
