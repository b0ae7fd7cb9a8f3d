package dev.headway.internal.scheduler;

import dev.headway.internal.progress.TaskBinding;
import dev.headway.internal.run.Attendance;
import dev.headway.internal.run.JobExecutor;
import dev.headway.internal.run.Run;
import dev.headway.progress.Ticker;
import dev.headway.work.Backend;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the jobs of a pool on an executor that belongs to the program. A worker takes a thread of it
 * while there is work, and no longer. If the executor comes to none of the workers, as when the
 * consumers hold all its threads, a consumer works for its own run.
 */
public final class ExecutorPool implements JobExecutor<Run<?, ?>>, ExecutorWorker.Owner {
  private static final Ticker CLOCK = Ticker.system();

  /** How long a task may continue after its timeout before its thread is given up. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** How long a consumer waits for the executor before it works itself. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How often a consumer asks whether it is needed, and a full executor is asked again. */
  private static final long RECHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How long a closing pool waits for all its workers together. */
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Backend backend;
  private final Executor executor;
  private final int count;
  private final WorkerListener listener;
  private final List<Run<?, ?>> runs = new CopyOnWriteArrayList<>();
  private final OpenRuns openRuns = new OpenRuns();
  private final List<ExecutorWorker> workers = new CopyOnWriteArrayList<>(); // Written under this.
  private final StuckTaskWatchdog watchdog = new StuckTaskWatchdog(this::replaceStuckThreads);
  private final DueTimer dueTimer = new DueTimer(this::requestWorkers);
  private final SubstituteWorkers substitutes;

  // Guarded by this.
  private final Deque<ExecutorWorker> resting = new ArrayDeque<>();
  private final StuckThreads stuckThreads;
  private boolean refusalTold;
  private long refusedUntil;
  private long declinedUntil;
  private int made;

  private volatile int free; // Workers that rest, or are not made yet. Written under this.
  private volatile boolean closed;

  /** Makes a pool that starts nothing. */
  public ExecutorPool(Backend backend, Executor executor, WorkerListener listener) {
    this.backend = backend;
    this.executor = executor;
    this.count = backend.workers();
    this.substitutes = new SubstituteWorkers(count, this::worker, this::requestWorkerIfNeeded);
    this.listener = new WorkerEventRelay(listener, runs, number -> {});
    this.stuckThreads = new StuckThreads(count);
    this.free = count;
    this.refusedUntil = CLOCK.nanoTime();
    this.declinedUntil = refusedUntil;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int active() {
    return Math.max(1, workers.size());
  }

  @Override
  public Duration dispatchCost() {
    return backend.dispatchCost();
  }

  @Override
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException("This pool is closed. Create a new pool.");
    }
  }

  @Override
  public void join(Run<?, ?> run) {
    runs.add(run);
    if (run.timeout() != null && !backend.canKillTasks()) {
      watchdog.start();
    }
    requestWorker(run);
    if (closed) {
      run.cancel();
    }
  }

  @Override
  public void leave(Run<?, ?> run, boolean open) {
    openRuns.left(run, open);
    runs.remove(run);
  }

  @Override
  public Worker worker(int number) {
    return backend.worker(number, listener);
  }

  @Override
  public @Nullable Run<?, ?> find(@Nullable Run<?, ?> lastServed) {
    return Dispatcher.next(runs, lastServed, run -> !closed && run.work().hasWork());
  }

  @Override
  public void fail(Run<?, ?> run, Throwable fault) {
    if (!closed) {
      run.fail(fault);
      leave(run, false);
    }
  }

  @Override
  public void rested(ExecutorWorker worker) {
    runs.forEach(Run::signalConsumer); // Perhaps no task may start before outcomes are delivered.
    withdrawn(worker);
    // The worker must be seen to rest before this thread reads that there is no work.
    VarHandle.fullFence();
    requestWorkers();
  }

  @Override
  public synchronized void withdrawn(ExecutorWorker worker) {
    resting.push(worker);
    free++;
  }

  @Override
  public Attendance attendance() {
    return substitutes.attendance();
  }

  private void requestWorkers() {
    runs.forEach(this::requestWorkerIfNeeded);
  }

  @Override
  public void requestWorkerIfNeeded(Run<?, ?> run) {
    if (free == 0) {
      return;
    }
    if (run.work().hasWork()) {
      requestWorker(run);
      return;
    }
    dueTimer.lookAfter(run.work().nanosUntilNextLook());
  }

  @Override
  public void capacityFreed(Run<?, ?> run, int wanted) {
    // The freed capacity must be visible before this thread reads that no worker rests.
    VarHandle.fullFence();
    if (free > 0 && run.work().hasTasks(wanted)) {
      requestWorker(run);
    } else if (free > 0 && run.work().isRateLimited()) {
      dueTimer.lookAfter(run.work().nanosUntilNextLook());
    }
  }

  private void requestWorker(Run<?, ?> run) {
    ExecutorWorker worker = nextWorker();
    if (worker == null) {
      failIfAllAreStuck(run);
      dueTimer.lookAfter(RECHECK_NANOS); // The executor may have room by then.
      return;
    }
    try {
      if (!worker.submit(executor)) {
        declined();
      }
    } catch (RuntimeException | Error e) { // The executor is the program's: whatever it throws.
      refused(run, worker, e);
    }
  }

  private synchronized void failIfAllAreStuck(Run<?, ?> run) {
    if (free == 0 && workers.isEmpty()) { // For good: the last of them was given up.
      run.fail(stuckThreads.failure());
    }
  }

  private synchronized void declined() {
    declinedUntil = CLOCK.nanoTime() + RECHECK_NANOS;
    dueTimer.lookAfter(RECHECK_NANOS);
  }

  private synchronized @Nullable ExecutorWorker nextWorker() {
    long now = CLOCK.nanoTime();
    if (closed || free == 0 || refusedUntil - now > 0 || declinedUntil - now > 0) {
      return null;
    }
    free--;
    if (!resting.isEmpty()) {
      return resting.pop();
    }
    ExecutorWorker worker = new ExecutorWorker(this, made++);
    workers.add(worker);
    return worker;
  }

  /** Continues without a worker that the executor has refused, or gives the run up. */
  private void refused(Run<?, ?> run, ExecutorWorker worker, Throwable error) {
    String what = worker.refusal(error);
    boolean othersGoOn = workers.stream().anyMatch(one -> one != worker && one.isBusy());
    boolean tell;
    synchronized (this) {
      tell = othersGoOn && !refusalTold;
      refusalTold |= othersGoOn;
      refusedUntil = CLOCK.nanoTime() + (othersGoOn ? RECHECK_NANOS : 0);
    }
    if (!othersGoOn) {
      fail(run, new WorkerStartException(what, error, true));
      return;
    }
    dueTimer.lookAfter(RECHECK_NANOS);
    if (tell) {
      System.getLogger(ExecutorPool.class.getName())
          .log(
              System.Logger.Level.WARNING,
              what + " It is tried again; the workers that are up go on.");
    }
  }

  @Override
  public boolean runOnCaller(Run<?, ?> run) throws InterruptedException {
    Thread caller = Thread.currentThread();
    ExecutorWorker waiting = null;
    for (ExecutorWorker worker : workers) {
      if (worker.runsOn(caller)) {
        return worker.workNested(run);
      }
    }
    long patience = patienceNanos();
    for (ExecutorWorker worker : workers) {
      if (worker.isRunByExecutor() && patience > 0) {
        return false; // It serves all runs in turn. One that waits for a task's caller does not.
      }
      waiting = waiting == null && worker.isSubmitted() ? worker : waiting;
    }
    if (waiting != null) {
      return waiting.takeForCaller(patience) && waiting.workForCaller(run);
    }
    ExecutorWorker declined = nextDeclined();
    return declined == null
        ? substitutes.work(run)
        : declined.takeRested() && declined.workForCaller(run);
  }

  /** Returns a worker that the executor would have run on the thread that submits it. */
  private synchronized @Nullable ExecutorWorker nextDeclined() {
    if (closed || resting.isEmpty() || declinedUntil - CLOCK.nanoTime() <= 0) {
      return null;
    }
    free--;
    return resting.pop();
  }

  /** Returns how long the calling consumer waits for the executor: not at all on its threads. */
  private long patienceNanos() {
    boolean onItsThread = ForkJoinTask.getPool() == executor;
    return onItsThread || TaskBinding.OfTask.ofThread() != null ? 0 : PATIENCE_NANOS;
  }

  @Override
  public long callerPollNanos(Run<?, ?> run) {
    return RECHECK_NANOS;
  }

  @Override
  public void cancel(Run<?, ?> run) {
    workers.forEach(worker -> worker.cancel(run));
    substitutes.cancel(run);
  }

  /** Replaces the workers whose task does not end. Returns false if no job has a timeout. */
  private boolean replaceStuckThreads() {
    workers.stream().filter(worker -> worker.abandon(GRACE)).forEach(this::replace);
    return !closed
        && (runs.stream().anyMatch(run -> run.timeout() != null)
            || workers.stream().anyMatch(ExecutorWorker::isTimed));
  }

  private void replace(ExecutorWorker lost) {
    synchronized (this) {
      int position = workers.indexOf(lost);
      if (closed || position < 0) {
        return;
      }
      if (stuckThreads.giveUp(lost.number())) {
        ExecutorWorker worker = new ExecutorWorker(this, lost.number());
        workers.set(position, worker);
        resting.push(worker);
        free++;
      } else {
        workers.remove(position);
        if (workers.isEmpty()) {
          runs.forEach(run -> run.fail(stuckThreads.failure()));
        }
      }
    }
    requestWorkers();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    dueTimer.close();
    openRuns.cancelWith(runs);
    long deadline = CLOCK.nanoTime() + CLOSE_NANOS;
    workers.forEach(worker -> worker.close(deadline));
  }
}
