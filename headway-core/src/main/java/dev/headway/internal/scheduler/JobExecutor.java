package dev.headway.internal.scheduler;

import dev.headway.internal.run.Run;
import dev.headway.internal.run.WorkerSupply;

/**
 * Those who do the work of a pool's runs: a {@link WorkerPool} of handlers, or the caller itself.
 */
public interface JobExecutor extends WorkerSupply<Run<?, ?>>, AutoCloseable {

  /** Cancels all runs, ends the workers and waits for them, but not for ever. */
  @Override
  void close();
}
