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
  /** The innermost one that the calling thread drives. */
  private static final ThreadLocal<@Nullable WorkerSlot> CURRENT = new ThreadLocal<>();

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

  private WorkerSlot(
      int number,
      Worker worker,
      @Nullable WorkerSlot outer,
      boolean callerRuns,
      boolean callersThread) {
    this.worker = worker;
    this.outer = outer;
    this.callerRuns = callerRuns;
    this.facts =
        new WorkerFacts(number, new WorkerHealth(), this::isUnwanted, callersThread, callerRuns);
  }

  /** Makes the slot of a worker thread. */
  WorkerSlot(int number, Worker worker) {
    this(number, worker, null, false, false);
  }

  /** Makes the slot of a consumer, which runs tasks while it waits for outcomes. */
  static WorkerSlot ofCaller(int number, Worker worker, @Nullable WorkerSlot outer) {
    // The interrupts of a thread that works for a job inside of its task are the pool's.
    return new WorkerSlot(number, worker, outer, true, outer == null);
  }

  /** Makes the slot of a task of another pool, which works for the job that it waits for. */
  static WorkerSlot substitute(int number, Worker worker, WorkerSlot outer) {
    return new WorkerSlot(number, worker, outer, true, outer.facts.callersThread());
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

  /**
   * Makes sure that the outcomes are still wanted for which its task waits.
   *
   * @throws InterruptedException if the task was cancelled, or is over its time
   */
  void requireWanted() throws InterruptedException {
    if (shallEnd()) {
      throw new InterruptedException("The task that waits was cancelled, or is over its time.");
    }
  }

  /** Returns the slot whose task, or source, the calling thread runs; null if there is none. */
  static @Nullable WorkerSlot current() {
    return CURRENT.get();
  }

  private static void setCurrent(@Nullable WorkerSlot slot) {
    if (slot == null) {
      CURRENT.remove(); // The thread may be the program's.
    } else {
      CURRENT.set(slot);
    }
  }

  /** Takes a batch from the run, calls back, and performs it. Returns false if the run had none. */
  boolean work(Run<?, ?> run, Consumer<Run<?, ?>> onTaken) throws InterruptedException {
    WorkerSlot before = CURRENT.get();
    setCurrent(this);
    try {
      return takeAndPerform(run, onTaken);
    } finally {
      setCurrent(before);
    }
  }

  private <A extends @Nullable Object, B extends @Nullable Object> boolean takeAndPerform(
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
    WorkerSlot before = CURRENT.get();
    setCurrent(this);
    beginTaking(run);
    try {
      return run.prefetch();
    } finally {
      endTaking(false);
      setCurrent(before);
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
