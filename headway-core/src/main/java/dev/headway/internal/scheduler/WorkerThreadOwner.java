package dev.headway.internal.scheduler;

import dev.headway.internal.run.Run;
import dev.headway.work.Worker;
import dev.headway.work.WorkerStartException;
import java.lang.ref.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a worker thread needs from its pool. Safe for use by several threads. */
interface WorkerThreadOwner {
  boolean closed();

  /** Returns the record of the workers that are up or start. */
  WorkerRegistry registry();

  /** Makes a worker. */
  Worker worker(int number);

  /** Returns the current runs of the pool. */
  List<Run<?, ?>> currentRuns();

  /** Waits for a run with work. Returns null when the pool is closed. */
  @Nullable Run<?, ?> await(Reference<Run<?, ?>> lastServed, boolean needsStart)
      throws InterruptedException;

  /** Removes a run that has no more tasks or cannot continue. */
  void leave(Run<?, ?> run, boolean open);

  /** Wakes a waiting worker thread for a run, or starts another one. */
  void requestWorker(Run<?, ?> run);

  /** Does the same if the run has work left and a thread can be woken or started. */
  void requestWorkerIfNeeded(Run<?, ?> run);

  /** Continues without a worker that could not be started, or fails the runs. */
  void continueWithout(int number, WorkerStartException fault, List<Run<?, ?>> present);
}
