package dev.headway.internal.scheduler;

import dev.headway.internal.run.Attendance;
import dev.headway.internal.run.Run;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.time.Waits;
import dev.headway.progress.Ticker;
import dev.headway.work.Worker;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One worker of an {@link ExecutorPool}. While there is work for it, it is an action that the
 * program's executor runs. If the executor does not come to it, a consumer may run it instead.
 */
final class ExecutorWorker {
  private static final Ticker CLOCK = Ticker.system();
  private static final int MAX_ERROR_LENGTH = 1000;

  /** What a worker needs from its pool. Safe for use by several threads. */
  interface Owner {
    /** Returns a run with work, and searches first behind the one that was served last. */
    @Nullable Run<?, ?> find(@Nullable Run<?, ?> lastServed);

    /** Requests another worker if the run has work left. */
    void requestWorkerIfNeeded(Run<?, ?> run);

    /** Makes a worker. */
    Worker worker(int number);

    /** Gives a run up after a fault of the backend or the machine. */
    void fail(Run<?, ?> run, Throwable fault);

    /** Takes back a worker that neither runs nor waits for the executor, and has rested. */
    void rested(ExecutorWorker worker);

    /** Takes back a worker that the executor did not take. */
    void withdrawn(ExecutorWorker worker);

    /** Returns where threads are counted that work for the pool, or will soon. */
    Attendance attendance();
  }

  /** What the executor is given. */
  private final class Action implements Runnable {
    /** The thread that submits it, until the executor has taken it. */
    private volatile @Nullable Thread submitter = Thread.currentThread();

    /**
     * True if the executor ran it on the thread that submits it, which has something else to do.
     */
    private boolean declined; // Used by the submitter.

    @Override
    public void run() {
      if (submitter == Thread.currentThread()) { // As of CallerRunsPolicy.
        declined = true;
      } else if (begin()) {
        work();
      }
    }
  }

  private final Owner pool;
  private final WorkerSlot slot;
  private final NestedJobs nested;

  /** The slot of the consumer that runs this worker now; null if the executor does, or none. */
  private volatile @Nullable WorkerSlot callersSlot;

  private volatile @Nullable Thread thread; // Which runs it now. Written under this.

  // Guarded by this.
  private boolean submitted;
  private long submittedAt;
  private Attendance.@Nullable Place place; // While it runs, or waits for the executor.

  private volatile boolean retired; // Closed, or replaced by another. Written under this.

  ExecutorWorker(Owner pool, int number) {
    this.pool = pool;
    this.slot = new WorkerSlot(number, pool.worker(number));
    this.nested = new NestedJobs(pool::worker, pool::requestWorkerIfNeeded);
  }

  int number() {
    return slot.number();
  }

  /** Returns what is to be said if the executor refuses it. */
  String refusal(Throwable error) {
    return "Worker "
        + number()
        + " could not be started: the executor refused it: "
        + ControlEscapes.value(error, MAX_ERROR_LENGTH)
        + ". Give the pool an executor that is not shut down, with room for as many actions as"
        + " the pool has workers.";
  }

  boolean runsOn(Thread other) {
    return thread == other;
  }

  /** Returns true if a thread of the executor runs it, and not a consumer. */
  boolean isRunByExecutor() {
    return thread != null && callersSlot == null;
  }

  /** Returns true while it waits for the executor. */
  synchronized boolean isSubmitted() {
    return thread == null && submitted;
  }

  /** Returns true while it runs, or waits for the executor. */
  synchronized boolean isBusy() {
    return thread != null || submitted;
  }

  /**
   * Gives the worker to the executor. Called while it rests.
   *
   * @return false if the executor would run it on the calling thread; then it rests again
   * @throws java.util.concurrent.RejectedExecutionException if the executor refuses it, or whatever
   *     else the executor throws; then it rests again
   */
  boolean submit(Executor executor) {
    synchronized (this) {
      submitted = true;
      submittedAt = CLOCK.nanoTime();
      place = pool.attendance().add();
    }
    Action action = new Action();
    boolean taken = false;
    try {
      executor.execute(action);
      taken = !action.declined;
    } finally {
      action.submitter = null;
      if (!taken) {
        withdraw();
      }
    }
    return taken;
  }

  private void withdraw() {
    synchronized (this) {
      submitted = false;
      if (thread != null) {
        return; // A consumer runs it by now, and gives it back.
      }
      giveUpPlace();
      place = null; // A consumer that runs it later has a place of its own.
    }
    pool.withdrawn(this);
  }

  private synchronized void beginPlace() {
    Attendance.Place begun = place == null ? pool.attendance().add() : place;
    place = begun;
    begun.begin();
  }

  /** Ends the place of the calling thread. One that the executor may still come to has another. */
  private synchronized Attendance.@Nullable Place takePlace() {
    Attendance.Place taken = place;
    place = submitted && !retired ? pool.attendance().add() : null;
    return taken;
  }

  private synchronized void giveUpPlace() {
    if (place != null) {
      place.giveUp();
    }
  }

  private synchronized boolean begin() {
    submitted = false;
    if (thread != null || retired) {
      return false; // A consumer runs it now.
    }
    thread = Thread.currentThread();
    return true;
  }

  /** Performs batches while there is work. Called on a thread of the executor. */
  private void work() {
    Run<?, ?> run = null;
    beginPlace();
    try {
      do {
        run = pool.find(run);
        if (run != null) {
          perform(slot, run);
        }
      } while (run != null && !retired);
    } finally {
      rest();
    }
  }

  private void perform(WorkerSlot performing, Run<?, ?> run) {
    try {
      performing.worker().prepare();
      performing.work(run, pool::requestWorkerIfNeeded);
    } catch (InterruptedException e) {
      // A cancelled run interrupts a thread that reads its source; there may be other runs.
    } catch (Throwable e) { // A fault of the backend or the machine: it costs this run alone.
      pool.fail(run, e);
    }
  }

  private void rest() {
    boolean idle;
    Attendance.Place ended;
    synchronized (this) {
      thread = null;
      idle = !submitted && !retired;
      ended = takePlace();
      notifyAll();
    }
    if (ended != null) {
      ended.end();
    }
    if (retired) {
      slot.worker().close(); // Its states too, now that no task uses them.
    }
    if (idle) {
      pool.rested(this);
    }
  }

  /** Works for a job inside a task of this worker, on this thread. */
  boolean workNested(Run<?, ?> run) throws InterruptedException {
    WorkerSlot callers = callersSlot;
    return nested.work(run, callers == null ? slot : callers);
  }

  /**
   * Takes the worker for the calling consumer, if the executor was given it and has not come to it.
   * Returns true if so.
   *
   * @param patienceNanos how long the executor is waited for
   */
  synchronized boolean takeForCaller(long patienceNanos) {
    // One that the executor has run in between rests by now, where another thread may take it.
    return submitted && CLOCK.nanoTime() - submittedAt >= patienceNanos && takeRested();
  }

  /** Takes a worker that nobody else can take for the calling consumer. Returns true if so. */
  synchronized boolean takeRested() {
    if (thread != null || retired) {
      return false;
    }
    thread = Thread.currentThread();
    return true;
  }

  /**
   * Performs one batch of a run on the thread of its consumer, which has taken the worker. Returns
   * false if there is none.
   */
  boolean workForCaller(Run<?, ?> run) throws InterruptedException {
    WorkerSlot callers = WorkerSlot.ofCaller(slot.number(), slot.worker(), null);
    callersSlot = callers;
    beginPlace();
    try {
      slot.worker().prepare();
      return callers.work(run, pool::requestWorkerIfNeeded);
    } finally {
      callersSlot = null;
      rest();
    }
  }

  void cancel(Run<?, ?> run) {
    slot.cancel(run);
    WorkerSlot callers = callersSlot;
    if (callers != null) {
      callers.cancel(run);
    }
    nested.cancel(run);
  }

  /** Gives this worker up if its task does not end though it was told to. Returns true if so. */
  boolean abandon(Duration grace) {
    boolean abandoned = slot.abandon(grace);
    if (abandoned) {
      retire();
    }
    return abandoned;
  }

  boolean isTimed() {
    return slot.isTimed();
  }

  private synchronized void retire() {
    retired = true;
    giveUpPlace();
  }

  /**
   * Ends the worker for good. Waits for its task, and interrupts it after a while.
   *
   * @param deadline until when to wait
   */
  void close(long deadline) {
    retire();
    Waits.uninterrupted(interrupted -> awaitRest(deadline));
    slot.worker().close();
  }

  private synchronized void awaitRest(long deadline) throws InterruptedException {
    for (long left = deadline - CLOCK.nanoTime();
        left > 0 && thread != null && thread != Thread.currentThread();
        left = deadline - CLOCK.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
