package dev.headway.internal.scheduler;

import dev.headway.internal.run.Run;
import dev.headway.progress.Ticker;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Matches idle worker threads to runs. A thread whose worker is ready comes first. A thread whose
 * worker would have to start comes last.
 */
public final class Dispatcher {
  /** How often a thread checks again whether the start of its worker is worth its cost now. */
  private static final long RECHECK_NANOS = 100_000_000L;

  /** A time that has come is no reason to look at once again: then there is another. */
  private static final long MIN_LOOK_NANOS = 1_000_000L;

  private static final Ticker CLOCK = Ticker.system();

  private final List<Run<?, ?>> runs;
  private final WorkerRegistry registry;
  private final boolean hasStartCost;

  private final ReentrantLock lock = new ReentrantLock();

  /** Awaited by threads whose workers are ready. */
  private final Condition workAvailable = lock.newCondition();

  /** Awaited by threads whose workers would have to start. */
  private final Condition startWanted = lock.newCondition();

  private volatile int waiting; // Worker threads. Written under lock.
  private volatile int waitingReady; // Those of them that need no start. Written under lock.
  private volatile boolean closed; // Written under lock.

  /**
   * The one ready thread that waits for a time; the others wait for its signal. Guarded by lock.
   */
  private @Nullable Thread leader;

  private int rechecking; // Threads that look again for a start. Guarded by lock.
  private long leaderDue; // When its wait ends, at the latest. Guarded by lock.

  /**
   * Makes a dispatcher for which no thread waits yet.
   *
   * @param runs the current runs, a list that changes
   * @param startUp how long a worker takes to start
   */
  Dispatcher(List<Run<?, ?>> runs, WorkerRegistry registry, Duration startUp) {
    this.runs = runs;
    this.registry = registry;
    this.hasStartCost = !startUp.isZero();
  }

  /** Returns true if a worker thread waits. */
  boolean hasWaiting() {
    return waiting > 0;
  }

  /**
   * Wakes one thread whose worker is ready; it wakes the next one if it leaves work. If no worker
   * is ready, threads whose workers have to start are woken. If tasks are pending, all threads are
   * woken, since only some may take them.
   *
   * @return false if no thread waits that was not woken yet; a thread that comes later finds the
   *     work by itself
   */
  boolean wakeFor(Run<?, ?> run) {
    lock.lock();
    try {
      boolean ready = lock.hasWaiters(workAvailable);
      if (!ready && !lock.hasWaiters(startWanted)) {
        return false;
      }
      if (run.work().hasPending(0)) {
        signalAll();
      } else if (ready) {
        workAvailable.signal();
      } else if (isWanted(run, false)) {
        startWanted.signalAll();
      } else if (hasStartCost && rechecking == 0) {
        startWanted.signal(); // It looks again when the start may be worth its cost.
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns true if a worker should be started for a run: no waiting worker is ready, and the start
   * is worth its cost.
   */
  private boolean isWanted(Run<?, ?> run, boolean ready) {
    return hasStartCost
        ? !ready && registry.mayStartAnother() && run.isWorthStart()
        : registry.mayStartCheaply();
  }

  private void signalAll() {
    workAvailable.signalAll();
    startWanted.signalAll();
  }

  void wakeAll() {
    lock.lock();
    try {
      signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the wait of all threads, now and later. */
  void close() {
    lock.lock();
    try {
      closed = true;
      signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a run with work, and searches first behind the run that was served last. Returns null
   * when the pool is closed.
   *
   * @param lastServed not held while the thread waits, as the run may be over by then
   */
  @Nullable Run<?, ?> await(Reference<Run<?, ?>> lastServed, boolean needsStart)
      throws InterruptedException {
    Run<?, ?> found = find(lastServed, needsStart);
    if (found != null || closed) {
      return closed ? null : found;
    }
    // Perhaps no task may start before outcomes are delivered. The lock is not held here, since the
    // woken consumer needs it next.
    runs.forEach(Run::signalConsumer);
    lock.lock();
    try {
      waiting++;
      waitingReady += needsStart ? 0 : 1;
      try {
        while (!closed) {
          VarHandle.fullFence();
          found = find(lastServed, needsStart);
          if (found != null) {
            return found;
          }
          waitForSignal(needsStart);
        }
        return null;
      } finally {
        waiting--;
        waitingReady -= needsStart ? 0 : 1;
        passOnTheWait(needsStart);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a signal, or until something may have changed without one. */
  @SuppressWarnings("WaitNotInLoop") // the caller's loop checks again
  private void waitForSignal(boolean needsStart) throws InterruptedException {
    long nanos = Long.MAX_VALUE;
    for (Run<?, ?> run : runs) {
      nanos =
          Math.min(nanos, needsStart ? nanosUntilRecheck(run) : run.work().nanosUntilNextLook());
    }
    Condition condition = needsStart ? startWanted : workAvailable;
    if (nanos == Long.MAX_VALUE || !needsStart && isLedUntil(CLOCK.nanoTime() + nanos)) {
      condition.await();
    } else if (needsStart) {
      rechecking++;
      try {
        condition.awaitNanos(Math.max(1, nanos));
      } finally {
        rechecking--;
      }
    } else {
      leader = Thread.currentThread();
      leaderDue = CLOCK.nanoTime() + nanos;
      try {
        condition.awaitNanos(Math.max(1, nanos));
      } finally {
        leader = leader == Thread.currentThread() ? null : leader;
      }
    }
  }

  /** Returns true if another thread looks by then: of a thousand threads only one wakes. */
  private boolean isLedUntil(long due) {
    return leader != null && leaderDue - due <= 0;
  }

  /**
   * Returns true if the rate will allow a task of a run before a waiting thread looks for it. One
   * that found no room waits for no time, and has to be woken to wait for this one.
   */
  boolean looksTooLate(Run<?, ?> run) {
    if (!run.work().waitsForPermit()) {
      return run.work().isRateLimited() && run.work().hasWork(); // It allows one by now.
    }
    lock.lock();
    try {
      // With a moment for the clocks, or each delivery would wake a thread.
      return !isLedUntil(CLOCK.nanoTime() + run.work().nanosUntilDue() + MIN_LOOK_NANOS);
    } finally {
      lock.unlock();
    }
  }

  /** Wakes another ready thread, which waits for the next time in the place of this one. */
  private void passOnTheWait(boolean needsStart) {
    if (!needsStart && leader == null && waitingReady > 0 && !closed) {
      for (Run<?, ?> run : runs) {
        if (run.work().comesWithTime()) {
          workAvailable.signal();
          return;
        }
      }
    }
  }

  /**
   * Returns the time until the next check. No signal came if the start was not worth its cost, if
   * starts have failed, or if there was no room in the heap.
   */
  private long nanosUntilRecheck(Run<?, ?> run) {
    boolean mayBeWanted =
        run.work().hasPending(0)
            || run.work().mayHaveMore() && (hasStartCost || registry.isFailing())
            || run.work().mayComeUntold()
            || run.work().isRateLimited() && run.work().hasWork();
    long nanos = mayBeWanted ? RECHECK_NANOS : Long.MAX_VALUE;
    return run.work().isRateLimited()
        ? Math.min(nanos, Math.max(MIN_LOOK_NANOS, run.work().nanosUntilDue()))
        : nanos;
  }

  /** Returns how many workers that were started perform no batch of any run. */
  static int idle(WorkerRegistry registry, List<Run<?, ?>> runs) {
    int busy = 0;
    for (Run<?, ?> run : runs) {
      busy += run.work().batches();
    }
    return registry.count() - busy;
  }

  /** Returns true if a run has work for a worker that is ready, or that has to start for it. */
  private boolean hasWorkFor(Run<?, ?> run, boolean needsStart) {
    return needsStart
        ? (run.work().hasWork(1) || run.work().hasPending(idle(registry, runs)))
            && isWanted(run, waitingReady > 0)
        : run.work().hasWork();
  }

  private @Nullable Run<?, ?> find(Reference<Run<?, ?>> lastServed, boolean needsStart) {
    return next(runs, lastServed.get(), run -> hasWorkFor(run, needsStart));
  }

  /** Returns the next run with work behind the one that was served last, or null. */
  static @Nullable Run<?, ?> next(
      List<Run<?, ?>> runs, @Nullable Run<?, ?> last, Predicate<Run<?, ?>> hasWork) {
    Run<?, ?> first = null;
    boolean afterLast = false;
    for (Run<?, ?> run : runs) {
      if (hasWork.test(run)) {
        if (afterLast) {
          return run;
        }
        first = first == null ? run : first;
      }
      afterLast |= run == last;
    }
    return first;
  }
}
