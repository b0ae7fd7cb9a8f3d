package dev.headway.internal.run;

import dev.headway.internal.progress.TaskBinding;
import dev.headway.internal.progress.WorkerCounters;
import dev.headway.progress.TaskEnd;
import dev.headway.work.ClusterReport;
import dev.headway.work.Outcome;
import dev.headway.work.TaskBatch;
import dev.headway.work.TaskFunction;
import dev.headway.work.TaskProgress;
import dev.headway.work.WorkerCrashedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A batch of a run that a worker performs. It passes on what the worker reports, and knows which
 * tasks are unreported. If the worker does not return, the batch can be abandoned; later reports
 * are ignored.
 */
public final class DispatchedBatch<A extends @Nullable Object, B extends @Nullable Object>
    implements TaskBatch<A, B>, InFlightBatches.Batch<A> {
  /** A batch of this age has begun well: a worker that cannot begin a task says so sooner. */
  private static final long WELL_BEGUN_NANOS = 5_000_000_000L;

  private final RunContext<A, B> run;
  private final WorkerFacts worker;
  private final WorkerCounters counters;
  private final Thread performer = Thread.currentThread();
  private final InputBatch<A> tasks;
  private final CurrentTask<A> current;
  private final @Nullable BatchOutcomes<Outcome<A, B>> outcomes;

  /** With a timeout the watchdog may end a task too; then what follows is guarded by this. */
  private final boolean hasTimeout;

  private final ReportedTasks reportedTasks;
  private int settled;
  private long transferred; // Bytes, to another process and back.

  /** True once the batch has ended, even if its worker has not returned. Written under this. */
  private volatile boolean ended;

  private boolean cancelledAtEnd; // Then no other worker gets its tasks.
  private boolean withdrawn; // Then the return of its tasks does not count.
  private final ReportClock clock;

  DispatchedBatch(RunContext<A, B> run, WorkerFacts worker, InputBatch<A> tasks) {
    this.run = run;
    this.worker = worker;
    this.counters = run.tracker().counters(worker.number());
    this.tasks = tasks;
    this.current = new CurrentTask<>(tasks);
    this.reportedTasks = new ReportedTasks(tasks.size());
    this.outcomes = run.buffer().batchOutcomes(tasks.size());
    this.hasTimeout = run.config().timeout() != null;
    this.clock = new ReportClock(run.config().ticker());
  }

  @Override
  public long takenAt() {
    return clock.begunAt();
  }

  @Override
  public boolean isOwn() {
    return performer == Thread.currentThread();
  }

  @Override
  public synchronized List<InputTask<A>> unreported() {
    return reportedTasks.missing(tasks::task);
  }

  @Override
  public CurrentTask<A> current() {
    return current;
  }

  /** Returns a task of the batch as it goes to another worker. */
  InputTask<A> returned(InputTask<A> task) {
    return withdrawn ? task : task.returned();
  }

  @Override
  public synchronized int settled() {
    return settled;
  }

  @Override
  public TaskFunction<? super A, ? extends B> function() {
    return run.function();
  }

  @Override
  public void heartbeat(LongSupplier heartbeats) {
    counters.heartbeat(heartbeats);
  }

  @Override
  public void sending(BooleanSupplier inTransit) {
    counters.sending(inTransit);
  }

  @Override
  public void remoteProcess(long pid, Supplier<List<TaskProgress>> parts) {
    current.runsIn(pid, parts);
  }

  /** Notes that the calling thread performs this batch until the returned object is closed. */
  public TaskBinding.BatchScope begin() {
    return counters.begin(current);
  }

  @Override
  public ClusterReport cluster() {
    return new ClusterBatch(run.tracker(), run.statistics().clusterCounts(), clock, current);
  }

  @Override
  public void bytesTransferred(long bytes) {
    transferred = bytes;
  }

  @Override
  public void waited() {
    clock.restart(0);
  }

  long waitedNanos() {
    return clock.waitedNanos();
  }

  long bytesTransferred() {
    return transferred;
  }

  @Override
  public int size() {
    return tasks.size();
  }

  @Override
  public long index(int task) {
    return tasks.index(task);
  }

  @Override
  public A input(int task) {
    return tasks.input(task);
  }

  @Override
  public boolean cancelled() {
    // If the batch was abandoned, its worker must not run tasks that others have now.
    return run.cancelled() || ended || worker.unwanted().getAsBoolean();
  }

  @Override
  public boolean onCallersThread() {
    return worker.callersThread();
  }

  @Override
  public boolean onWaitingThread() {
    return worker.waitingThread();
  }

  /** Returns true if the batch was cancelled, so that no other worker gets its tasks. */
  boolean wasCancelled() {
    return cancelledAtEnd;
  }

  @Override
  public @Nullable Duration timeout() {
    return run.config().timeout();
  }

  @Override
  public void arrivedTogether(int count) {
    clock.arrived(count);
  }

  @Override
  public void started(int task) {
    if (hasTimeout) {
      synchronized (this) {
        if (!ended) {
          start(task);
        }
      }
    } else {
      start(task);
    }
  }

  private void start(int task) {
    long now = clock.lastReport();
    counters.started(index(task), tasks.weight(task), now);
    current.set(task);
    run.events().taskStarted(now, index(task), worker.number());
  }

  @Override
  public void notStarted(int task) {
    current.set(CurrentTask.NONE);
  }

  @Override
  public void succeeded(int task, B value) {
    report(
        task,
        TaskEnd.SUCCEEDED,
        new Outcome.Success<>(index(task), input(task), value, tasks.attempt()));
  }

  @Override
  public void failed(int task, Throwable error) {
    report(
        task,
        TaskEnd.FAILED,
        new Outcome.Failure<>(index(task), input(task), error, tasks.attempt()));
  }

  @Override
  public boolean workerUnfit(int task, Throwable error) {
    withdrawn = // If other workers succeed, or have at least performed batches for a while.
        run.tracker().counts().succeeded() > 0
            || run.inFlight().hasOlder(this, run.now() - WELL_BEGUN_NANOS);
    if (withdrawn) {
      notStarted(task);
      worker.health().unfit(error);
    } else {
      failed(task, error);
    }
    return withdrawn;
  }

  @Override
  public void timedOut(int task) {
    Duration limit = Objects.requireNonNull(run.config().timeout());
    report(
        task,
        TaskEnd.TIMED_OUT,
        new Outcome.TimedOut<>(index(task), input(task), limit, tasks.attempt()));
  }

  @Override
  public void crashed(int task, WorkerCrashedException error) {
    report(
        task,
        TaskEnd.CRASHED,
        new Outcome.Crashed<>(index(task), input(task), error, tasks.attempt()));
  }

  private void report(int task, TaskEnd end, Outcome<A, B> outcome) {
    if (hasTimeout) {
      synchronized (this) {
        if (!ended) {
          settle(task, end, outcome);
        }
      }
    } else {
      settle(task, end, outcome);
    }
  }

  private void settle(int task, TaskEnd end, Outcome<A, B> outcome) {
    long startedAt = clock.lastReport();
    long now = clock.report();
    current.set(CurrentTask.NONE);
    Throwable error = outcome.error();
    boolean retried = error != null && run.triesAgain(tasks.attempt(), error);
    if (retried) {
      counters.retried();
    } else if (count(end, now)) {
      settled++;
    } else {
      return; // The run ended without it, long ago: it counts as cancelled.
    }
    run.events().attemptEnded(now, outcome, worker.number(), error, end, now - startedAt, retried);
    reportedTasks.add(task);
    if (retried) {
      run.tryAgain(tasks.task(task), now);
    } else {
      run.record(tasks.key(task), outcome, startedAt, now - startedAt);
      if (outcomes != null) {
        outcomes.add(outcome);
      } else {
        run.buffer().publish(outcome.index(), outcome);
      }
      if (now - startedAt >= ResultBuffer.SIGNAL_NANOS) {
        run.buffer().signalConsumer(); // A tiny task is delivered when the batch ends.
      }
    }
    run.attemptEnded(outcome, end, now - startedAt, retried, worker.health());
  }

  /** The end of a run, which another thread decides, comes before or after the count of a task. */
  private boolean count(TaskEnd end, long now) {
    if (run.cancelled()) {
      return run.earlyEnd().countOne(() -> counters.ended(end, now));
    }
    counters.ended(end, now);
    return true;
  }

  /**
   * Ends the batch after its worker returned. A task that did not start goes back to the run. If it
   * was given back too often, it counts as crashed. A task that started and was not reported has
   * crashed, unless it was cancelled. Returns false if the batch was abandoned before.
   */
  synchronized boolean end() {
    if (ended) {
      return false;
    }
    cancelledAtEnd = cancelled();
    int running = current.running();
    if (running != CurrentTask.NONE && !cancelledAtEnd) {
      crashed(running, LostTask.begun(index(running), worker.number()));
    }
    current.set(CurrentTask.NONE);
    counters.dropped();
    if (tasks.returns() == LostTask.MAX_RETURNS && !withdrawn && !cancelledAtEnd) {
      for (int task : reportedTasks.missing(task -> task)) {
        started(task);
        crashed(task, LostTask.neverBegun(index(task)));
      }
    }
    ended = true;
    if (outcomes != null) {
      outcomes.close();
    }
    return true;
  }

  /** Ends the batch without its worker if its task ran too long: it times out. Returns if so. */
  synchronized boolean abandon(Duration limit) {
    int running = current.running();
    if (ended || running == CurrentTask.NONE || run.now() - clock.lastReport() < limit.toNanos()) {
      return false;
    }
    timedOut(running);
    return end();
  }
}
