package dev.headway;

import dev.headway.progress.Lane;
import dev.headway.progress.Meter;
import dev.headway.progress.Summary;
import dev.headway.work.Outcome;
import dev.headway.work.WorkerCrashedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How a run fares: what takes long, what dies, what is stuck. */
final class Health {
  private static final int MOST_DEATHS_IN_A_ROW = 5;

  private final Slowest slowest = new Slowest();
  private final Errors errors = new Errors();
  private final AtomicInteger stuckThreads = new AtomicInteger();
  private final AtomicInteger replacedWorkers = new AtomicInteger();
  private final AtomicInteger deathsInARow = new AtomicInteger();

  /** The process id of the worker that died last. */
  private final AtomicLong lastDead = new AtomicLong(-1);

  /**
   * An attempt at a task ended. Workers that die one after the other without any success in between
   * will go on to do so: then the reason to give the run up is returned, once.
   *
   * @param attempts how often a task is tried at the most: after the last its error counts
   */
  @Nullable IllegalStateException ended(
      Outcome<?, ?> outcome, Lane.End end, long nanos, int attempts) {
    slowest.ended(outcome, nanos);
    Throwable error = end == Lane.End.SUCCEEDED ? null : outcome.error();
    if (error != null && outcome.attempts() >= attempts) {
      errors.add(error);
    }
    if (end != Lane.End.CRASHED) {
      if (deathsInARow.get() != 0) {
        deathsInARow.set(0);
      }
      return null;
    }
    long pid = error instanceof WorkerCrashedException crash ? crash.pid() : -1;
    if (pid == lastDead.getAndSet(pid) && pid >= 0) {
      return null; // One death may cost several tiny tasks their results.
    }
    return deathsInARow.incrementAndGet() == MOST_DEATHS_IN_A_ROW
        ? new IllegalStateException(
            MOST_DEATHS_IN_A_ROW
                + " workers died one after the other, and no task succeeded in between. The"
                + " outcomes say how each ended; it is probably the function that ends them.")
        : null;
  }

  /** A thread was given up. */
  void threadLost() {
    stuckThreads.incrementAndGet();
  }

  /** A worker was started in the place of another. */
  void workerReplaced() {
    replacedWorkers.incrementAndGet();
  }

  RunReport report(long taken, Meter meter, long now) {
    return new RunReport(
        taken,
        meter.counts(),
        Duration.ofNanos(meter.elapsedNanos(now)),
        slowest.list(),
        stuckThreads.get(),
        replacedWorkers.get(),
        errors.byFrequency(),
        meter.occupation(),
        meter.accuracy());
  }

  Summary summary(Meter meter) {
    return new Summary(
        meter.occupation(),
        errors.byFrequency(),
        slowest.list().stream()
            .map(task -> new Summary.Slow(task.index(), task.input(), task.took().toNanos()))
            .toList());
  }
}
