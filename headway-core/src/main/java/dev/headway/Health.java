package dev.headway;

import dev.headway.progress.Counts;
import dev.headway.progress.Lane;
import dev.headway.work.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How a run fares: what takes long, what dies, what is stuck. */
final class Health {
  private static final int MOST_DEATHS_IN_A_ROW = 5;

  private final Slowest slowest = new Slowest();
  private final AtomicInteger stuckThreads = new AtomicInteger();
  private final AtomicInteger replacedWorkers = new AtomicInteger();
  private final AtomicInteger deathsInARow = new AtomicInteger();

  /**
   * An attempt at a task ended. Workers that die one after the other without any success in between
   * will go on to do so: then the reason to give the run up is returned, once.
   */
  @Nullable IllegalStateException ended(Outcome<?, ?> outcome, Lane.End end, long nanos) {
    slowest.ended(outcome, nanos);
    if (end != Lane.End.CRASHED) {
      if (deathsInARow.get() != 0) {
        deathsInARow.set(0);
      }
      return null;
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

  RunReport report(long taken, Counts counts, long elapsedNanos) {
    return new RunReport(
        taken,
        counts,
        Duration.ofNanos(elapsedNanos),
        slowest.list(),
        stuckThreads.get(),
        replacedWorkers.get());
  }
}
