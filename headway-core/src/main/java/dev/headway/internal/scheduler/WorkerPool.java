package dev.headway.internal.scheduler;

import dev.headway.internal.run.JobExecutor;
import dev.headway.internal.run.Run;
import dev.headway.progress.Ticker;
import dev.headway.work.Backend;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs the jobs of a pool with one thread for each worker. The threads serve the runs in turn. They
 * start one after the other while there is work, so that five inputs never start eight workers.
 * They stay until the pool is closed.
 */
public final class WorkerPool implements JobExecutor<Run<?, ?>>, WorkerThreadOwner {
  /** How long a task may continue after its timeout before its thread is given up. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** How often a task that waits for a job of its own pool looks for work in that job. */
  private static final long NESTED_POLL_NANOS = 10_000_000;

  private final Backend backend;
  private final int workers; // Asked for once: of a cluster it may change.
  private final int threadCount;
  private final WorkerListener listener;
  private final ThreadFactory factory;
  private final List<Run<?, ?>> runs = new CopyOnWriteArrayList<>();
  private final OpenRuns openRuns = new OpenRuns();

  private final WorkerRegistry registry = new WorkerRegistry(Ticker.system(), null);
  private final StuckTaskWatchdog watchdog = new StuckTaskWatchdog(this::replaceStuckThreads);
  private final StuckThreads stuckThreads; // Guarded by lock.

  private final SubstituteWorkers substitutes;
  private final Dispatcher dispatcher;
  private final CpuMonitor cpuMonitor;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<WorkerThread> workerThreads = new ArrayList<>(); // Guarded by lock.
  private final Deque<Integer> lostNumbers = new ArrayDeque<>(); // Guarded by lock.
  private volatile boolean allStarted; // Written under lock.
  private volatile boolean closed; // Written under lock.

  public WorkerPool(Backend backend, WorkerListener listener) {
    this(backend, listener, Ticker.system(), Runtime.getRuntime().availableProcessors());
  }

  /** Makes a pool that measures its CPU time by a clock. */
  WorkerPool(Backend backend, WorkerListener listener, Ticker clock, int processors) {
    this.backend = backend;
    this.cpuMonitor = new CpuMonitor(clock, this::cpuNanos, processors);
    this.workers = backend.workers();
    this.threadCount = workers + backend.queuedBatches();
    this.stuckThreads = new StuckThreads(workers);
    this.listener = new WorkerEventRelay(listener, runs, this::workerReplaced);
    this.factory = backend.threadFactory();
    this.dispatcher = new Dispatcher(runs, registry, backend.startUp());
    this.substitutes =
        new SubstituteWorkers(threadCount, this::worker, this::requestWorkerIfNeeded);
  }

  private void workerReplaced(int number) {
    workerThreads().stream()
        .filter(workerThread -> workerThread.number() == number)
        .forEach(WorkerThread::workerReplaced);
  }

  @Override
  public int count() {
    return workers;
  }

  @Override
  public int threads() {
    return threadCount;
  }

  @Override
  public int active() {
    return Math.max(1, Math.min(workers, registry.count()));
  }

  @Override
  public Duration dispatchCost() {
    return backend.dispatchCost();
  }

  @Override
  public Duration startUp() {
    return backend.startUp();
  }

  @Override
  public boolean isSaturated() {
    return cpuMonitor.isSaturated(registry.count());
  }

  /** Returns the CPU time of this program and of its worker processes. */
  private long cpuNanos() {
    Duration own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return own.toNanos() + workerThreads().stream().mapToLong(WorkerThread::cpuNanos).sum();
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
    registry.endPause();
    if (run.timeout() != null && !backend.canKillTasks()) {
      watchdog.start();
    }
    requestWorker(run);
    if (closed) {
      run.cancel();
    }
  }

  @Override
  public Worker worker(int number) {
    return backend.worker(number, listener);
  }

  /** Waits for a run with work; null when the pool is closed. */
  @Override
  public @Nullable Run<?, ?> await(Reference<Run<?, ?>> lastServed, boolean needsStart)
      throws InterruptedException {
    return dispatcher.await(lastServed, needsStart);
  }

  @Override
  public WorkerRegistry registry() {
    return registry;
  }

  @Override
  public List<Run<?, ?>> currentRuns() {
    return List.copyOf(runs);
  }

  /**
   * Continues without a worker that could not be started, or fails the runs.
   *
   * @param present the runs at the time of the attempt; a later run makes an attempt of its own
   */
  @Override
  public void continueWithout(int number, WorkerStartException fault, List<Run<?, ?>> present) {
    if (registry.startFailed(number, fault)) {
      dispatcher.wakeAll(); // For the input that the worker had taken.
      return;
    }
    for (Run<?, ?> run : runs) {
      if (present.contains(run)) {
        run.fail(fault);
        leave(run, false);
      }
    }
    registry.down(number);
  }

  @Override
  public boolean closed() {
    return closed;
  }

  @Override
  public void leave(Run<?, ?> run, boolean open) {
    openRuns.left(run, open);
    runs.remove(run);
  }

  /** Wakes a waiting worker thread for the work of a run, or starts another one. */
  @Override
  public void requestWorker(Run<?, ?> run) {
    if (closed || dispatcher.wakeFor(run) || allStarted || registry.pauses()) {
      return;
    }
    lock.lock();
    try {
      if (!closed && workerThreads.isEmpty() && stuckThreads.areTooMany()) {
        run.fail(stuckThreads.failure());
      } else if (!closed && !allStarted && !stuckThreads.areTooMany()) {
        startAnother();
      }
    } finally {
      lock.unlock();
    }
  }

  private void startAnother() {
    int number = lostNumbers.isEmpty() ? workerThreads.size() : lostNumbers.getFirst();
    try {
      WorkerThread workerThread = newThread(number, false);
      workerThread.start();
      workerThreads.add(workerThread);
      lostNumbers.poll();
      allStarted = workerThreads.size() == threadCount;
    } catch (OutOfMemoryError | WorkerStartException e) { // The system, or a factory, has no more.
      if (workerThreads.isEmpty()) {
        throw e;
      }
      registry.markMissing(number, WorkerThread.missing(number, e));
    }
  }

  private WorkerThread newThread(int number, boolean assigned) {
    WorkerSlot slot = new WorkerSlot(number, worker(number));
    return new WorkerThread(this, slot, assigned, substitutes.attendance(), factory);
  }

  /** Requests a worker if the run has work left. */
  @Override
  public void requestWorkerIfNeeded(Run<?, ?> run) {
    if ((dispatcher.hasWaiting() || !allStarted) && run.work().hasWork()) {
      requestWorker(run);
    }
  }

  @Override
  public void capacityFreed(Run<?, ?> run, int wanted) {
    // The freed capacity must be visible before this thread reads that no thread waits for it.
    VarHandle.fullFence();
    // Perhaps all threads have been in long tasks since the capacity was used up.
    if ((dispatcher.hasWaiting() || !allStarted)
        && (run.work().hasTasks(wanted) || dispatcher.looksTooLate(run))) {
      requestWorker(run);
    }
  }

  @Override
  public boolean runOnCaller(Run<?, ?> run) throws InterruptedException {
    // A task that uses its own pool works for its nested job: perhaps no other thread is free.
    WorkerThread caller = WorkerThread.current(this);
    return caller == null ? substitutes.work(run) : caller.workNested(run);
  }

  @Override
  public long callerPollNanos(Run<?, ?> run) {
    // It found no input perhaps only because another thread was reading one.
    boolean mayHelp = run.work().mayHaveMore() && SubstituteWorkers.mayWork();
    return mayHelp ? NESTED_POLL_NANOS : Long.MAX_VALUE;
  }

  private List<WorkerThread> workerThreads() {
    lock.lock();
    try {
      return List.copyOf(workerThreads);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void cancel(Run<?, ?> run) {
    workerThreads().forEach(workerThread -> workerThread.cancel(run));
    substitutes.cancel(run);
  }

  /** Replaces the threads whose task does not end. Returns false if no job has a timeout. */
  private boolean replaceStuckThreads() {
    workerThreads().stream()
        .filter(workerThread -> workerThread.abandon(GRACE))
        .forEach(this::replace);
    // A task whose run was cancelled may not end, and its thread serves no other run then.
    return !closed
        && (runs.stream().anyMatch(run -> run.timeout() != null)
            || workerThreads().stream().anyMatch(WorkerThread::isTimed));
  }

  /** Replaces a worker thread that is stuck. */
  private void replace(WorkerThread lost) {
    lock.lock();
    try {
      int position = workerThreads.indexOf(lost);
      if (closed || position < 0) {
        return;
      }
      int number = lost.number();
      registry.down(number);
      dispatcher.wakeAll(); // For what the thread has given back, if no other takes its place.
      if (!stuckThreads.giveUp(number)) {
        workerThreads.remove(position);
        if (workerThreads.isEmpty()) {
          allStarted = false; // Later runs ask for a worker, and fail too.
          runs.forEach(run -> run.fail(stuckThreads.failure()));
        }
        return;
      }
      try {
        WorkerThread workerThread = newThread(number, true);
        workerThreads.set(position, workerThread);
        workerThread.start();
      } catch (RuntimeException | Error e) { // The watchdog calls: nobody else learns of it.
        workerThreads.remove(position);
        lostNumbers.add(number);
        allStarted = false;
        WorkerStartException fault = WorkerThread.missing(number, e);
        if (workerThreads.isEmpty()) {
          runs.forEach(run -> run.fail(fault));
        } else {
          registry.markMissing(number, fault);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    List<WorkerThread> all;
    lock.lock();
    try {
      closed = true;
      all = List.copyOf(workerThreads);
    } finally {
      lock.unlock();
    }
    dispatcher.close();
    openRuns.cancelWith(runs);
    all.forEach(WorkerThread::endStart);
    WorkerThread.endAll(all);
  }
}
