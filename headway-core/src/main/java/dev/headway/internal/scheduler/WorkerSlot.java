package dev.headway.internal.scheduler;

import dev.headway.internal.progress.TaskBinding;
import dev.headway.internal.run.DispatchedBatch;
import dev.headway.internal.run.Run;
import dev.headway.internal.run.WorkerFacts;
import dev.headway.internal.run.WorkerHealth;
import dev.headway.work.Worker;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds one worker and its current batch. Takes batches from a run and lets the worker perform
 * them. One thread drives a slot; other threads may cancel it.
 */
public final class WorkerSlot {
  private final Worker worker;

  /** The slot whose task waits on the same thread for this slot's run; or null. */
  private final @Nullable WorkerSlot outer;

  private final WorkerFacts facts;

  private volatile @Nullable Run<?, ?> currentRun; // Written under this.

  // Guarded by this.

  /** Abandons the batch that is performed, given a grace; null while there is none. */
  private @Nullable Predicate<Duration> abandonBatch;

  private @Nullable Thread takingThread;
  private boolean interrupted;

  /** True if the thread that drives it is the consumer of its run. */
  private final boolean callerRuns;

  private volatile boolean callerInterrupted; // Then the consumer cancels its run.

  private WorkerSlot(int number, Worker worker, @Nullable WorkerSlot outer, boolean callerRuns) {
    this.worker = worker;
    this.outer = outer;
    this.callerRuns = callerRuns;
    // The interrupts of a thread that works for a job inside of its task are the pool's.
    boolean callersThread = callerRuns && outer == null;
    this.facts =
        new WorkerFacts(number, new WorkerHealth(), this::isUnwanted, callersThread, callerRuns);
  }

  /** Makes the slot of a worker thread. */
  WorkerSlot(int number, Worker worker) {
    this(number, worker, null, false);
  }

  /** Makes the slot of a consumer, which runs tasks while it waits for outcomes. */
  static WorkerSlot ofCaller(int number, Worker worker, @Nullable WorkerSlot outer) {
    return new WorkerSlot(number, worker, outer, true);
  }

  int number() {
    return facts.number();
  }

  Worker worker() {
    return worker;
  }

  /** Returns what is known of the worker's fitness. */
  WorkerHealth workerHealth() {
    return facts.health();
  }

  /** Returns true while the worker performs a batch. */
  synchronized boolean performing() {
    return currentRun != null && takingThread == null;
  }

  private boolean isUnwanted() {
    return callerInterrupted || outerShallEnd();
  }

  /**
   * Returns true if the outer task, which waits for this slot, shall end. The thread's interrupt
   * does not tell that: a task may have cleared it.
   */
  private boolean outerShallEnd() {
    return outer != null && outer.shallEnd();
  }

  /** Returns true if the task that it runs shall end: it was cancelled, or is over its time. */
  boolean shallEnd() {
    Run<?, ?> run = currentRun;
    return run != null && (run.cancelled() || run.timeout() != null && worker.isTaskLate())
        || outerShallEnd();
  }

  /** Takes a batch from the run, calls back, and performs it. Returns false if the run had none. */
  <A extends @Nullable Object, B extends @Nullable Object> boolean work(
      Run<A, B> run, Consumer<Run<?, ?>> onTaken) throws InterruptedException {
    long start = run.now();
    DispatchedBatch<A, B> batch = takeBatch(run);
    if (batch == null) {
      return false;
    }
    synchronized (this) {
      abandonBatch = grace -> run.abandon(batch, grace);
    }
    try {
      TaskBinding.BatchScope scope = batch.begin();
      try {
        onTaken.accept(run);
        worker.perform(batch);
      } catch (InterruptedException e) {
        callerInterrupted = callerRuns;
        throw e;
      } finally {
        scope.close();
      }
    } finally {
      synchronized (this) {
        currentRun = null;
        abandonBatch = null;
      }
      run.end(batch, run.now() - start);
    }
    return true;
  }

  /** Returns true if it performs tasks that have a timeout, also if their run was cancelled. */
  synchronized boolean isTimed() {
    Run<?, ?> run = currentRun;
    return run != null && run.timeout() != null;
  }

  /**
   * Takes an input of the run for a worker that is about to start. Returns false if there is none.
   */
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
      batch = run.takeBatch(facts);
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
    // Clear only the interrupt that cancel() sent.
    if (interrupted) {
      interrupted = false;
      Thread.interrupted();
    }
  }

  /** Abandons the batch if its task does not end though the worker was told to end it. */
  boolean abandon(Duration grace) {
    Predicate<Duration> abandon;
    synchronized (this) {
      abandon = abandonBatch;
    }
    return abandon != null && abandon.test(grace.plus(worker.heldUp()));
  }

  /** Interrupts the read from the source, or cancels the worker's task, if it is for this run. */
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
