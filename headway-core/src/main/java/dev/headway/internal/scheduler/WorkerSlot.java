package dev.headway.internal.scheduler;

import dev.headway.internal.run.DispatchedBatch;
import dev.headway.internal.run.Run;
import dev.headway.internal.run.WorkerContext;
import dev.headway.internal.run.WorkerHealth;
import dev.headway.progress.WorkerCounters;
import dev.headway.work.Worker;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One worker and what it is busy with: claims from a run and lets the worker perform. Driven by one
 * thread; cancelled by others.
 */
public final class WorkerSlot {
  private final Worker worker;

  /** Whose work waits on the same thread until this hand has done its own; or null. */
  private final @Nullable WorkerSlot outer;

  private final WorkerContext context;

  private volatile @Nullable Run<?, ?> currentRun; // Written under this.

  // Guarded by this.
  private @Nullable DispatchedBatch<?, ?> currentBatch;
  private @Nullable Thread takingThread;
  private boolean interrupted;

  /** True if its thread is the one that waits for what it works for. */
  private final boolean callerRuns;

  private WorkerSlot(int number, Worker worker, @Nullable WorkerSlot outer, boolean callerRuns) {
    this.worker = worker;
    this.outer = outer;
    this.callerRuns = callerRuns;
    this.context = new WorkerContext(number, new WorkerHealth(), this::outerCancelled);
  }

  /** That of a handler. */
  WorkerSlot(int number, Worker worker) {
    this(number, worker, null, false);
  }

  /** That of a thread which waits for the outcomes of its job. */
  static WorkerSlot ofCaller(int number, Worker worker, @Nullable WorkerSlot outer) {
    return new WorkerSlot(number, worker, outer, true);
  }

  int number() {
    return context.worker();
  }

  Worker worker() {
    return worker;
  }

  /** Whether the worker is of use. */
  WorkerHealth workerHealth() {
    return context.workerHealth();
  }

  /** True while the worker performs, and so is not free for anything else. */
  synchronized boolean performing() {
    return currentRun != null && takingThread == null;
  }

  /**
   * True if the work that waits for this hand was given up. Told by this and not by the thread's
   * interrupt, which a task of either may have taken.
   */
  private boolean outerCancelled() {
    return outer != null && outer.cancelled();
  }

  boolean cancelled() {
    Run<?, ?> run = currentRun;
    return (run != null && run.cancelled()) || outerCancelled();
  }

  /** Claims once from the run, tells so, and performs; false if there was nothing to claim. */
  <A extends @Nullable Object, B extends @Nullable Object> boolean work(
      Run<A, B> run, Consumer<Run<?, ?>> onTaken) throws InterruptedException {
    long start = run.now();
    DispatchedBatch<A, B> batch = takeBatch(run);
    if (batch == null) {
      return false;
    }
    synchronized (this) {
      currentBatch = batch;
    }
    try {
      WorkerCounters.Turn turn = batch.begin();
      try {
        onTaken.accept(run);
        worker.perform(batch);
      } catch (InterruptedException e) {
        if (callerRuns) {
          batch.interrupt();
        }
        throw e;
      } finally {
        turn.close();
      }
    } finally {
      synchronized (this) {
        currentRun = null;
        currentBatch = null;
      }
      run.end(batch, run.now() - start);
    }
    return true;
  }

  /** Takes an input of the run for the worker that is about to start; false if there is none. */
  boolean prefetch(Run<?, ?> run) throws InterruptedException {
    beginTaking(run);
    try {
      return run.prefetch();
    } finally {
      endTaking(false);
    }
  }

  private <A extends @Nullable Object, B extends @Nullable Object>
      @Nullable DispatchedBatch<A, B> takeBatch(Run<A, B> run) throws InterruptedException {
    beginTaking(run);
    DispatchedBatch<A, B> batch = null;
    try {
      batch = run.claim(context);
    } finally {
      endTaking(batch != null);
    }
    return batch;
  }

  private synchronized void beginTaking(Run<?, ?> run) {
    currentRun = run;
    takingThread = Thread.currentThread();
  }

  private synchronized void endTaking(boolean taken) {
    takingThread = null;
    if (!taken) {
      currentRun = null;
    }
    // Only the interrupt that cancel() sent is ours to take back.
    if (interrupted) {
      interrupted = false;
      Thread.interrupted();
    }
  }

  /** If the worker's task does not end, though it was told to, the claim ends without it. */
  boolean abandon(Duration grace) {
    DispatchedBatch<?, ?> batch;
    synchronized (this) {
      batch = currentBatch;
    }
    return batch != null && abandon(batch, grace.plus(worker.heldUp()));
  }

  private static <A extends @Nullable Object, B extends @Nullable Object> boolean abandon(
      DispatchedBatch<A, B> batch, Duration grace) {
    Duration limit = batch.timeout();
    return limit != null && batch.abandon(limit.plus(grace));
  }

  /** If this hand works for the run, it is to stop soon: the source's pull or the worker's task. */
  synchronized void cancel(Run<?, ?> run) {
    if (currentRun != run) {
      return;
    }
    if (takingThread != null) {
      interrupted = true;
      takingThread.interrupt();
    } else {
      worker.cancel();
    }
  }
}
