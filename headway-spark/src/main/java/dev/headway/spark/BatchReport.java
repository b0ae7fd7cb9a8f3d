package dev.headway.spark;

import dev.headway.spark.ExecutorFacts.Place;
import dev.headway.work.TaskBatch;
import dev.headway.work.TaskProgress;
import dev.headway.work.WorkerCrashedException;
import dev.headway.work.WorkerStartException;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reports to a batch what executors tell, each end once: it comes early and again with the result
 * of the Spark task, and from each executor that has run the task. For one thread.
 */
final class BatchReport<A extends @Nullable Object, B extends @Nullable Object> {
  private static final int NONE = -1;
  private static final int MAX_JOBS_IN_VAIN = 5;

  private final TaskBatch<A, B> batch;
  private final WorkerOutput output;
  private final @Nullable ClassLoader loader;
  private final BitSet ended = new BitSet();
  private int running = NONE;
  private long bytes;
  private int jobsInVain;
  private final Set<Long> attached = new HashSet<>();
  private long repeated;
  private boolean again;
  private @Nullable WorkerStartException fault;
  private @Nullable Place place;
  private int failedStarts;
  private volatile List<TaskProgress> progress = List.of();

  BatchReport(TaskBatch<A, B> batch, WorkerOutput output, @Nullable ClassLoader loader) {
    this.batch = batch;
    this.output = output;
    this.loader = loader;
  }

  /** Why the last worker of the batch did not start; null if it did, or was asked for before. */
  @Nullable WorkerStartException takeFault() {
    WorkerStartException taken = fault;
    fault = null;
    return taken;
  }

  /** How often no worker has started since a task began last. */
  int failedStarts() {
    return failedStarts;
  }

  /** Where the batch was last; null before it was anywhere. */
  @Nullable Place place() {
    return place;
  }

  /**
   * Spark has given up the job. What runs begins anew, unless that was in vain too often.
   *
   * @throws IllegalStateException if no task has ended in some jobs
   */
  void failed(Throwable cause) {
    stopped();
    again = true;
    jobsInVain++;
    if (jobsInVain == MAX_JOBS_IN_VAIN && !batch.cancelled()) {
      throw new IllegalStateException(
          "Spark has given up " + jobsInVain + " jobs for the same tasks: " + cause.getMessage(),
          cause);
    }
  }

  /** True if Spark has given up a job since a task ended last. */
  boolean hasFailedJobs() {
    return jobsInVain > 0;
  }

  /** A task has failed on the driver, before it could travel. */
  void failed(int task, Throwable error) {
    if (begin(task)) {
      batch.failed(task, error);
    }
  }

  /** Adds what the batch had of the cluster to the numbers of its run. */
  void used(Set<String> lost) {
    batch.cluster().used(attached.size(), repeated, lost, bytes);
  }

  /** Inputs go to the cluster. */
  void sent(long count) {
    bytes += count;
  }

  void accept(List<TaskEvent> events) {
    for (TaskEvent event : events) { // First: their time begins there.
      if (event.kind() == TaskEvent.Kind.ATTACHED) {
        attached(ExecutorFacts.place(event.payload()));
      }
    }
    int ends = 0;
    BitSet fresh = (BitSet) ended.clone();
    for (TaskEvent event : events) {
      if (event.kind().isEnd() && !fresh.get(event.task())) {
        fresh.set(event.task());
        ends++;
      }
    }
    if (ends > 1) {
      batch.arrivedTogether(ends);
    }
    for (TaskEvent event : events) {
      accept(event);
    }
  }

  private void accept(TaskEvent event) {
    int task = event.task();
    switch (event.kind()) {
      case ATTACHED, DETACHED, RELEASED -> {} // Noted before.
      case STARTED -> started(task);
      case NOT_STARTED -> {
        if (running == task) {
          stopped();
        }
      }
      case PROCESS -> batch.remoteProcess(ExecutorFacts.pid(event.payload()), () -> progress);
      case PROGRESS -> progress = ExecutorFacts.progress(event.payload());
      case PRINTED -> output.print(event);
      case UNSTARTABLE -> {
        failedStarts++;
        fault =
            Payloads.error(event.payload(), null) instanceof WorkerStartException start
                ? start
                : new WorkerStartException("A worker process cannot be started.", null);
      }
      default -> end(event);
    }
  }

  private void attached(Place now) {
    place = now;
    if (!attached.add(now.task())) {
      return; // It is told early and with the result.
    }
    if (now.attempt() > 0) {
      stopped(); // What ran with the executor before runs again.
    }
    repeated += now.attempt() > 0 || again ? 1 : 0;
    again = false;
    batch.cluster().runsAt(now.text());
    batch.cluster().waitsFor("");
    batch.cluster().waited(Duration.ofNanos(now.ranNanos()));
  }

  private void started(int task) {
    if (!ended.get(task) && running != task) {
      stopped();
      running = task;
      failedStarts = 0;
      batch.started(task);
    }
  }

  /** What runs will not end: it goes back, or begins anew. */
  void stopped() {
    if (running != NONE) {
      batch.notStarted(running);
      running = NONE;
    }
  }

  /** Returns false if the end of the task was reported before. */
  private boolean begin(int task) {
    if (ended.get(task)) {
      return false;
    }
    started(task);
    ended.set(task);
    jobsInVain = 0;
    running = NONE;
    return true;
  }

  private void end(TaskEvent event) {
    int task = event.task();
    if (!begin(task)) {
      return;
    }
    bytes += event.payload().length;
    batch.bytesTransferred(bytes);
    switch (event.kind()) {
      case SUCCEEDED -> succeeded(task, event.payload());
      case TIMED_OUT -> batch.timedOut(task);
      case CRASHED -> {
        Throwable error = Payloads.error(event.payload(), loader);
        batch.crashed(
            task,
            error instanceof WorkerCrashedException crash
                ? crash
                : new WorkerCrashedException(String.valueOf(error.getMessage())));
      }
      default -> batch.failed(task, Payloads.error(event.payload(), loader));
    }
  }

  private void succeeded(int task, byte[] payload) {
    Object value;
    try {
      value = Payloads.value(payload, loader);
    } catch (Throwable e) { // What the value's own code throws, too.
      batch.failed(
          task,
          new IOException("The result of task " + batch.index(task) + " cannot be read: " + e, e));
      return;
    }
    batch.succeeded(task, cast(value));
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // It is what the batch's own function returned.
  private B cast(@Nullable Object value) {
    return (B) value;
  }
}
