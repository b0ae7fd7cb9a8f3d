package dev.headway.cli.run;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Lets jobs start, one after the other, once nothing is against it. After the end of a run was
 * asked for, those that wait do not start. Safe for use by several threads.
 */
final class Admission {
  private static final long POLL_NANOS = 50_000_000;

  /** What may be against a start. Asked by one thread at a time. */
  interface Gate {

    /** Returns after how many nanoseconds it is to be asked again; 0 if a job may start now. */
    long nanosToWait();

    /** Hears of a start. */
    default void started() {}
  }

  private final List<Gate> gates;
  private final boolean holds;
  private final BooleanSupplier stopped;
  private final Runnable onIdle;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final AtomicInteger running = new AtomicInteger();

  /**
   * @param gates what may be against a start
   * @param holds true if jobs are to be held back after a stop even without gates
   * @param stopped true once no further job is to start
   * @param onIdle called when nothing runs any more, and jobs wait that are not to start; it must
   *     return at once
   */
  Admission(List<Gate> gates, boolean holds, BooleanSupplier stopped, Runnable onIdle) {
    this.gates = List.copyOf(gates);
    this.holds = holds || !gates.isEmpty();
    this.stopped = stopped;
    this.onIdle = onIdle;
  }

  /**
   * Waits until a job may start. It has started then, until {@link #ended}.
   *
   * @throws InterruptedException if the run is over before that
   */
  void await() throws InterruptedException {
    if (!holds) {
      return;
    }
    turn.lockInterruptibly();
    try {
      boolean told = false;
      while (true) {
        boolean over = stopped.getAsBoolean();
        long wait = over ? POLL_NANOS : nanosToWait();
        if (wait <= 0) {
          break;
        }
        if (over && running.get() == 0 && !told) {
          told = true;
          onIdle.run();
        }
        TimeUnit.NANOSECONDS.sleep(Math.min(wait, POLL_NANOS));
      }
      gates.forEach(Gate::started);
      running.incrementAndGet();
    } finally {
      turn.unlock();
    }
  }

  /** Notes that a job does not run any more. */
  void ended() {
    if (holds) {
      running.decrementAndGet();
    }
  }

  private long nanosToWait() {
    return gates.stream().mapToLong(Gate::nanosToWait).max().orElse(0);
  }
}
