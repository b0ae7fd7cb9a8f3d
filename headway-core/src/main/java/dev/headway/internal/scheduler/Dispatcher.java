package dev.headway.internal.scheduler;

import dev.headway.internal.run.Run;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the handlers of a crew wait for work: those whose workers are ready, and those whose
 * workers would have to be started for it, which are asked last.
 */
public final class Dispatcher {
  /** How often a worker that is not worth its start looks whether it is now. */
  private static final long RECHECK_NANOS = 100_000_000L;

  private final List<Run<?, ?>> runs;
  private final WorkerRegistry registry;
  private final boolean hasStartCost;

  private final ReentrantLock lock = new ReentrantLock();

  /** What handlers wait for whose workers are ready, and what the others wait for. */
  private final Condition workAvailable = lock.newCondition();

  private final Condition startWanted = lock.newCondition();
  private volatile int waiting; // Written under lock.
  private volatile int waitingReady; // Written under lock: those that wait and need no start.
  private volatile boolean closed; // Written under lock.

  /**
   * Nobody waits yet.
   *
   * @param runs those that there are, which changes
   * @param startUp what it takes until a worker is up
   */
  Dispatcher(List<Run<?, ?>> runs, WorkerRegistry registry, Duration startUp) {
    this.runs = runs;
    this.registry = registry;
    this.hasStartCost = !startUp.isZero();
  }

  /** True if somebody waits. */
  boolean hasWaiting() {
    return waiting > 0;
  }

  /**
   * Wakes one handler whose worker is ready, which wakes the next one if it leaves work; without
   * any, those whose workers are to start; and all, where tasks wait that only some may take.
   *
   * @return false if nobody waits; who comes later finds the work by itself
   */
  boolean wakeFor(Run<?, ?> run) {
    lock.lock();
    try {
      if (waiting == 0) {
        return false;
      }
      if (run.hasReruns(0)) {
        signalAll();
      } else if (waitingReady > 0) {
        workAvailable.signal();
      } else if (isWanted(run)) {
        startWanted.signalAll();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** True if a worker should be started for a run: none is ready, and it is worth it. */
  private boolean isWanted(Run<?, ?> run) {
    return hasStartCost
        ? waitingReady == 0 && registry.hasTurn() && run.isWorthStart()
        : !registry.pauses();
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

  /** Nobody is to wait any more. */
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
   * A run with work, beginning behind the one that was served last; null when the pool is closed.
   */
  @Nullable Run<?, ?> await(@Nullable Run<?, ?> lastServed, boolean needsStart)
      throws InterruptedException {
    Run<?, ?> found = find(lastServed, needsStart);
    if (found != null || closed) {
      return closed ? null : found;
    }
    // Perhaps nothing is left to do before outcomes are delivered. Not with the lock held: who is
    // woken wants it next.
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
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits to be woken, but not longer than until something may have changed by itself. */
  @SuppressWarnings("WaitNotInLoop") // the caller's loop looks again
  private void waitForSignal(boolean needsStart) throws InterruptedException {
    long nanos = Long.MAX_VALUE;
    for (Run<?, ?> run : runs) {
      nanos = Math.min(nanos, needsStart ? nanosUntilRecheck(run) : run.nanosUntilDue());
    }
    Condition condition = needsStart ? startWanted : workAvailable;
    if (nanos == Long.MAX_VALUE) {
      condition.await();
    } else {
      condition.awaitNanos(Math.max(1, nanos));
    }
  }

  /** It was not woken if its worker was not worth its start, or was not to be tried. */
  private long nanosUntilRecheck(Run<?, ?> run) {
    boolean mayBeWanted =
        run.hasReruns(0) || run.mayHaveMore() && (hasStartCost || registry.pauses());
    return mayBeWanted ? RECHECK_NANOS : Long.MAX_VALUE;
  }

  /** True if a handler finds work in a run, whose worker has to be started for it or has not. */
  private boolean hasWorkFor(Run<?, ?> run, boolean needsStart) {
    return needsStart
        ? (run.hasWork(1) || run.hasReruns(registry.count())) && isWanted(run)
        : run.hasWork();
  }

  private @Nullable Run<?, ?> find(@Nullable Run<?, ?> lastServed, boolean needsStart) {
    Run<?, ?> first = null;
    boolean afterLast = false;
    for (Run<?, ?> run : runs) {
      if (hasWorkFor(run, needsStart)) {
        if (afterLast) {
          return run;
        }
        first = first == null ? run : first;
      }
      afterLast |= run == lastServed;
    }
    return first;
  }
}
