package dev.headway.spark;

import dev.headway.process.Processes;
import dev.headway.work.Backend;
import dev.headway.work.Threads;
import java.io.Serializable;
import java.time.Duration;

/**
 * What runs the tasks on the machine of an executor.
 *
 * @param inExecutor true if they run in the JVM of the executor, false if each slot has a process
 * @param heap the heap of such a process, in bytes; 0 for its share of the executor's
 * @param graceMillis how long such a process may take to end a cancelled task
 */
record WorkerKind(boolean inExecutor, long heap, long graceMillis) implements Serializable {
  @java.io.Serial private static final long serialVersionUID = 1L;

  /** Smaller heaps start no program of any use. */
  private static final long MIN_HEAP = 64L << 20;

  private static final int MAX_SLOTS = 1024;

  /**
   * The backend of one executor, whose workers stand in its slots.
   *
   * @param cores how many slots the executor has
   */
  Backend backend(int cores) {
    if (inExecutor) {
      return Threads.of(MAX_SLOTS);
    }
    long share = Runtime.getRuntime().maxMemory() / Math.max(1, cores);
    return Processes.of(Math.max(1, cores))
        .heap(heap > 0 ? heap : Math.max(MIN_HEAP, share))
        .grace(Duration.ofMillis(graceMillis));
  }
}
