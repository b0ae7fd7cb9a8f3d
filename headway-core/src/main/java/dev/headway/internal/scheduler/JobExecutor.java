package dev.headway.internal.scheduler;

import dev.headway.internal.run.Run;
import dev.headway.internal.run.WorkerSupply;

/**
 * Executes the runs of a pool: on the worker threads of a {@link WorkerPool}, or on the caller's
 * thread.
 */
public interface JobExecutor extends WorkerSupply<Run<?, ?>>, AutoCloseable {

  /** Cancels all runs, ends the workers and waits for them for a limited time. */
  @Override
  void close();
}
