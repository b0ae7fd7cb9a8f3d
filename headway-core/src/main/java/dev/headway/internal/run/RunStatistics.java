package dev.headway.internal.run;

import dev.headway.progress.ProgressTracker;
import dev.headway.progress.Summary;
import dev.headway.progress.TaskStatus;
import dev.headway.work.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How a run fares: what takes long, what dies, what is stuck. */
public final class RunStatistics {
  /** A worker that cannot begin a task says so sooner. */
  private static final long WELL_BEGUN_NANOS = 5_000_000_000L;

  private final ProgressTracker tracker;
  private final EventPublisher events;
  private final InFlightBatches<?> inFlight;
  private final boolean separateProcesses;
  private final SlowestTasks slowestTasks = new SlowestTasks();
  private final ErrorCounts errorCounts = new ErrorCounts();
  private final AtomicInteger stuckThreads = new AtomicInteger();
  private final AtomicInteger replacedWorkers = new AtomicInteger();
  private final AtomicInteger withdrawnWorkers = new AtomicInteger();
  private final CrashCounts crashCounts = new CrashCounts();

  /**
   * Nothing is known yet.
   *
   * @param apart whether workers are processes, of which one may lack what the others have
   */
  RunStatistics(
      ProgressTracker tracker,
      EventPublisher events,
      InFlightBatches<?> inFlight,
      boolean separateProcesses) {
    this.tracker = tracker;
    this.events = events;
    this.inFlight = inFlight;
    this.separateProcesses = separateProcesses;
  }

  /**
   * An attempt at a task ended. If workers die one after the other, and will probably go on to do
   * so, the reason to give the run up is returned, once.
   *
   * @param attempts how often a task is tried at the most: after the last its error counts
   */
  @Nullable IllegalStateException ended(
      Outcome<?, ?> outcome, TaskStatus end, long nanos, int attempts) {
    slowestTasks.ended(outcome, nanos);
    Throwable error = end == TaskStatus.SUCCEEDED ? null : outcome.error();
    if (error != null && outcome.attempts() >= attempts) {
      errorCounts.add(error);
    }
    if (end == TaskStatus.CRASHED) {
      return crashCounts.workerCrashed(outcome, tracker.counts());
    }
    crashCounts.taskEnded();
    return null;
  }

  /** A thread was given up. */
  void threadLost() {
    stuckThreads.incrementAndGet();
  }

  /** A worker was started in the place of another. */
  public void workerReplaced(long now, int worker) {
    replacedWorkers.incrementAndGet();
    events.workerReplaced(now, worker);
  }

  /** A task has failed on a worker: perhaps it is one that fails what others do well. */
  void noteFailure(WorkerHealth workerHealth, Throwable error) {
    if (separateProcesses) {
      workerHealth.failed(error, tracker.counts(), inFlight.count() > 1);
    }
  }

  /** True if other workers do the tasks well, or have at least been at them for a while. */
  boolean othersSucceed(InFlightBatch<?> batch, long now) {
    return tracker.counts().succeeded() > 0 || inFlight.hasOlder(batch, now - WELL_BEGUN_NANOS);
  }

  /** A worker was taken out of service. */
  public void workerWithdrawn(long now, int worker, Throwable error) {
    withdrawnWorkers.incrementAndGet();
    events.workerLost(now, worker, error);
  }

  RunNumbers report(long taken, long now) {
    return new RunNumbers(
        taken,
        tracker.counts(),
        Duration.ofNanos(tracker.elapsedNanos(now)),
        slowestTasks.list(),
        stuckThreads.get(),
        replacedWorkers.get(),
        withdrawnWorkers.get(),
        errorCounts.byFrequency(),
        tracker.utilization(),
        tracker.accuracy());
  }

  Summary summary() {
    return new Summary(tracker.utilization(), errorCounts.byFrequency(), slowestTasks.list());
  }
}
