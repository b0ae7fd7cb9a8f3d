package dev.headway.internal.run;

import dev.headway.internal.progress.ProgressTracker;
import dev.headway.progress.Summary;
import dev.headway.progress.TaskEnd;
import dev.headway.work.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Collects the statistics of a run: slow tasks, errors, crashes, and lost workers. */
public final class RunStatistics {
  private final ProgressTracker tracker;
  private final EventPublisher events;
  private final boolean separateProcesses;
  private final SlowestTasks slowestTasks = new SlowestTasks();
  private final ErrorCounts errorCounts = new ErrorCounts();
  private final AtomicInteger stuckThreads = new AtomicInteger();
  private final AtomicInteger replacedWorkers = new AtomicInteger();
  private final AtomicInteger withdrawnWorkers = new AtomicInteger();
  private final CrashLoopDetector crashLoop = new CrashLoopDetector();
  private final ClusterCounts clusterCounts = new ClusterCounts();

  /**
   * Makes empty statistics.
   *
   * @param separateProcesses true if workers are processes, of which one may lack what the others
   *     have
   */
  RunStatistics(ProgressTracker tracker, EventPublisher events, boolean separateProcesses) {
    this.tracker = tracker;
    this.events = events;
    this.separateProcesses = separateProcesses;
  }

  /**
   * Notes the end of an attempt at a task. Returns once the reason to give the run up, if workers
   * die one after the other and will probably continue to.
   *
   * @param retried true if the task is tried again: the error of the last attempt counts
   */
  @Nullable IllegalStateException ended(
      Outcome<?, ?> outcome, TaskEnd end, long nanos, boolean retried) {
    slowestTasks.ended(outcome, nanos);
    Throwable error = end == TaskEnd.SUCCEEDED ? null : outcome.error();
    if (error != null && !retried) {
      errorCounts.add(error);
    }
    if (end == TaskEnd.CRASHED) {
      return crashLoop.workerCrashed(outcome, tracker.counts());
    }
    crashLoop.taskEnded();
    return null;
  }

  /** Returns where is counted what a cluster did. */
  ClusterCounts clusterCounts() {
    return clusterCounts;
  }

  /** Notes a thread that was given up. */
  void threadLost() {
    stuckThreads.incrementAndGet();
  }

  /** Notes a worker that replaced another. */
  public void workerReplaced(long now, int worker) {
    replacedWorkers.incrementAndGet();
    events.workerReplaced(now, worker);
  }

  /**
   * Notes a failed task of a worker that may fail where others succeed.
   *
   * @param othersWork true if other workers work for the run
   */
  void noteFailure(WorkerHealth workerHealth, Throwable error, boolean othersWork) {
    if (separateProcesses) {
      workerHealth.failed(error, tracker.counts(), othersWork);
    }
  }

  /** Notes a worker that was taken out of service. */
  public void workerWithdrawn(long now, int worker, Throwable error) {
    withdrawnWorkers.incrementAndGet();
    events.workerLost(now, worker, error);
  }

  RunNumbers report(long taken, long now, boolean journalComplete) {
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
        tracker.accuracy(),
        journalComplete,
        clusterCounts.use());
  }

  Summary summary() {
    return new Summary(
        tracker.utilization(), errorCounts.byFrequency(), slowestTasks.list(), clusterCounts.use());
  }
}
