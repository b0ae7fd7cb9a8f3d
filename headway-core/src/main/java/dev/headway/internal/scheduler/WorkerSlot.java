package dev.headway.internal.scheduler;

import dev.headway.internal.progress.TaskBinding;
import dev.headway.internal.run.DispatchedBatch;
import dev.headway.internal.run.Run;
import dev.headway.internal.run.WorkerContext;
import dev.headway.internal.run.WorkerHealth;
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

  private volatile @Nullable Run<?, ?> engaged; // Written under this.

  // Guarded by this.
  private @Nullable DispatchedBatch<?, ?> performed;
  private @Nullable Thread taker;
  private boolean interrupted;

  /** True if its thread is the one that waits for what it works for. */
  private final boolean helps;

  private WorkerSlot(int number, Worker worker, @Nullable WorkerSlot outer, boolean helps) {
    this.worker = worker;
    this.outer = outer;
    this.helps = helps;
    this.context = new WorkerContext(number, new WorkerHealth(), this::outerCancelled);
  }

  /** That of a handler. */
  WorkerSlot(int number, Worker worker) {
    this(number, worker, null, false);
  }

  /** That of a thread which waits for the outcomes of its job. */
  static WorkerSlot helping(int number, Worker worker, @Nullable WorkerSlot outer) {
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
    return engaged != null && taker == null;
  }

  /**
   * True if the work that waits for this hand was given up. Told by this and not by the thread's
   * interrupt, which a task of either may have taken.
   */
  private boolean outerCancelled() {
    return outer != null && outer.cancelled();
  }

  boolean cancelled() {
    Run<?, ?> run = engaged;
    return (run != null && run.cancelled()) || outerCancelled();
  }

  /** Claims once from the run, tells so, and performs; false if there was nothing to claim. */
  <A extends @Nullable Object, B extends @Nullable Object> boolean work(
      Run<A, B> run, Consumer<Run<?, ?>> claimed) throws InterruptedException {
    long start = run.now();
    DispatchedBatch<A, B> claim = claim(run);
    if (claim == null) {
      return false;
    }
    synchronized (this) {
      performed = claim;
    }
    try {
      TaskBinding.TaskScope turn = claim.begin();
      try {
        claimed.accept(run);
        worker.perform(claim);
      } catch (InterruptedException e) {
        if (helps) {
          claim.interrupt();
        }
        throw e;
      } finally {
        turn.close();
      }
    } finally {
      synchronized (this) {
        engaged = null;
        performed = null;
      }
      run.end(claim, run.now() - start);
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
      @Nullable DispatchedBatch<A, B> claim(Run<A, B> run) throws InterruptedException {
    beginTaking(run);
    DispatchedBatch<A, B> claim = null;
    try {
      claim = run.claim(context);
    } finally {
      endTaking(claim != null);
    }
    return claim;
  }

  private synchronized void beginTaking(Run<?, ?> run) {
    engaged = run;
    taker = Thread.currentThread();
  }

  private synchronized void endTaking(boolean claimed) {
    taker = null;
    if (!claimed) {
      engaged = null;
    }
    // Only the interrupt that cancel() sent is ours to take back.
    if (interrupted) {
      interrupted = false;
      Thread.interrupted();
    }
  }

  /** If the worker's task does not end, though it was told to, the claim ends without it. */
  boolean abandon(Duration grace) {
    DispatchedBatch<?, ?> claim;
    synchronized (this) {
      claim = performed;
    }
    return claim != null && abandon(claim, grace.plus(worker.heldUp()));
  }

  private static <A extends @Nullable Object, B extends @Nullable Object> boolean abandon(
      DispatchedBatch<A, B> claim, Duration grace) {
    Duration limit = claim.timeout();
    return limit != null && claim.abandon(limit.plus(grace));
  }

  /** If this hand works for the run, it is to stop soon: the source's pull or the worker's task. */
  synchronized void cancel(Run<?, ?> run) {
    if (engaged != run) {
      return;
    }
    if (taker != null) {
      interrupted = true;
      taker.interrupt();
    } else {
      worker.cancel();
    }
  }
}
