package dev.headway.internal.scheduler;

import dev.headway.internal.run.Run;
import dev.headway.work.Worker;
import dev.headway.work.WorkerStartException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the thread of a worker asks of its pool. Safe for use by several threads. */
interface WorkerThreadOwner {
  boolean closed();

  /** The workers that are up, or about to be. */
  WorkerRegistry registry();

  /** Makes a worker. */
  Worker worker(int number);

  /** The runs that the pool serves now. */
  Set<Run<?, ?>> present();

  /** Waits for a run with tasks; null if the thread has to look again. */
  @Nullable Run<?, ?> await(@Nullable Run<?, ?> lastServed, boolean needsStart)
      throws InterruptedException;

  /** A run has no more tasks, or cannot go on. */
  void leave(Run<?, ?> run);

  /** Starts another worker if the run has work for it. */
  void requestWorker(Run<?, ?> run);

  /** The same, if there is not one that waits for work. */
  void requestWorkerIfNeeded(Run<?, ?> run);

  /** A worker could not be started. */
  void continueWithout(int number, WorkerStartException fault, Set<Run<?, ?>> present);
}
