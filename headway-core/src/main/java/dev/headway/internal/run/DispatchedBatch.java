package dev.headway.internal.run;

import dev.headway.internal.progress.ActiveTasks;
import dev.headway.internal.progress.TaskBinding;
import dev.headway.internal.progress.WorkerCounters;
import dev.headway.progress.SubProgress;
import dev.headway.progress.TaskStatus;
import dev.headway.work.Outcome;
import dev.headway.work.TaskBatch;
import dev.headway.work.TaskFunction;
import dev.headway.work.TaskProgress;
import dev.headway.work.WorkerCrashedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
    implements TaskBatch<A, B>, InFlightBatch<A>, ActiveTasks {
  /** How often a task may be given back before it counts as crashed. */
  private static final int MAX_RETURNS = 4;

  private static final int NONE = -1;

  private static final VarHandle RUNNING;

  static {
    try {
      RUNNING = MethodHandles.lookup().findVarHandle(DispatchedBatch.class, "running", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The process that performs the batch, and the progress of its running task. */
  private record RemoteProcess(long pid, Supplier<List<TaskProgress>> parts) {}

  private final BatchOwner<A, B> run;
  private final WorkerContext context;
  private final WorkerCounters counters;
  private final Thread performer = Thread.currentThread();
  private final InputBatch<A> tasks;
  private final @Nullable OutcomeBuffer<Outcome<A, B>> outcomes;

  /** With a timeout the watchdog may end a task too; then what follows is guarded by this. */
  private final boolean hasTimeout;

  private final ReportedOutcomes reportedOutcomes;
  private int settled;
  private long transferred;

  /** Written by the performing thread; read by the display at any time. */
  private int running = NONE;

  private volatile @Nullable RemoteProcess remoteProcess;

  /** True once the batch has ended, even if its worker has not returned. Written under this. */
  private volatile boolean ended;

  /** True if the consumer was interrupted while it performed this batch. */
  private volatile boolean interrupted;

  /** True if the batch was cancelled, so that no other worker gets its tasks. */
  private boolean cancelledAtEnd;

  /** True if the worker is withdrawn, so that the return of its tasks does not count. */
  private boolean withdrawn;

  private final long begun;

  /** The time of the last report: when one task ends, the next begins. */
  private long now;

  /** How many reports of a group are still to come, when it arrived, and the time of each. */
  private int arrivedTogether;

  private long arrivedAt;
  private long share;

  DispatchedBatch(BatchOwner<A, B> run, WorkerContext context, InputBatch<A> tasks) {
    this.run = run;
    this.context = context;
    this.counters = run.tracker().lane(context.worker());
    this.tasks = tasks;
    this.reportedOutcomes = new ReportedOutcomes(tasks.size());
    this.outcomes = run.buffer().outcomeBuffer(tasks.size());
    this.hasTimeout = run.timeout() != null;
    this.now = run.now();
    this.begun = now;
  }

  @Override
  public long begun() {
    return begun;
  }

  @Override
  public boolean isOwn() {
    return performer == Thread.currentThread();
  }

  @Override
  public synchronized List<InputTask<A>> unreported() {
    return reportedOutcomes.missing(tasks::task);
  }

  @Override
  public InputTask<A> givenBack(InputTask<A> task) {
    return withdrawn ? task : task.givenBack();
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
    remoteProcess = new RemoteProcess(pid, parts);
  }

  @Override
  public int running() {
    return (int) RUNNING.getAcquire(this);
  }

  @Override
  public @Nullable Long pid() {
    RemoteProcess process = remoteProcess;
    return process == null ? null : process.pid;
  }

  @Override
  public List<SubProgress> parts(int task) {
    RemoteProcess process = remoteProcess;
    return process == null ? List.of() : WorkerProgressForwarder.subProgress(process.parts.get());
  }

  /** Marks the performing thread as busy until the returned object is closed. */
  public TaskBinding.TaskScope begin() {
    return counters.begin(this);
  }

  @Override
  public void bytesTransferred(long bytes) {
    transferred = bytes;
  }

  @Override
  public long bytesTransferred() {
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
    return run.cancelled() || ended || interrupted || context.unwanted().getAsBoolean();
  }

  /** Notes that the consumer was interrupted, which cancels the run. */
  public void interrupt() {
    interrupted = true;
  }

  @Override
  public boolean isLast() {
    return cancelledAtEnd;
  }

  @Override
  public @Nullable Duration timeout() {
    return run.timeout();
  }

  @Override
  public void arrived(int count) {
    arrivedTogether = count;
    arrivedAt = run.now();
    share = (arrivedAt - now) / count;
  }

  /** Returns the end time of the task that is reported now. */
  private long nextEndTime() {
    if (arrivedTogether == 0) {
      return run.now();
    }
    arrivedTogether--;
    return arrivedTogether == 0 ? arrivedAt : now + share;
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
    counters.started(index(task), tasks.weight(task), now);
    RUNNING.setRelease(this, task);
    run.events().taskStarted(now, index(task), context.worker());
  }

  @Override
  public void notStarted(int task) {
    RUNNING.setRelease(this, NONE);
  }

  @Override
  public void succeeded(int task, B value) {
    report(
        task,
        TaskStatus.SUCCEEDED,
        new Outcome.Success<>(index(task), input(task), value, tasks.attempt()));
  }

  @Override
  public void failed(int task, Throwable error) {
    report(
        task,
        TaskStatus.FAILED,
        new Outcome.Failure<>(index(task), input(task), error, tasks.attempt()));
  }

  @Override
  public boolean unfit(int task, Throwable error) {
    withdrawn = run.statistics().othersSucceed(this, run.now());
    if (withdrawn) {
      notStarted(task);
      context.workerHealth().unfit(error);
    } else {
      failed(task, error);
    }
    return withdrawn;
  }

  @Override
  public void timedOut(int task) {
    Duration limit = Objects.requireNonNull(run.timeout());
    report(
        task,
        TaskStatus.TIMED_OUT,
        new Outcome.TimedOut<>(index(task), input(task), limit, tasks.attempt()));
  }

  @Override
  public void crashed(int task, WorkerCrashedException error) {
    report(
        task,
        TaskStatus.CRASHED,
        new Outcome.Crashed<>(index(task), input(task), error, tasks.attempt()));
  }

  private void report(int task, TaskStatus end, Outcome<A, B> outcome) {
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

  private void settle(int task, TaskStatus end, Outcome<A, B> outcome) {
    long startedAt = now;
    now = nextEndTime();
    RUNNING.setRelease(this, NONE);
    Throwable error = outcome.error();
    if (error != null && run.triesAgain(tasks.attempt())) {
      counters.retried();
      run.events().taskRetried(now, outcome, context.worker(), error, end, now - startedAt);
      reportedOutcomes.add(task);
      run.tryAgain(tasks.task(task), now);
    } else {
      settled++;
      counters.ended(end, now);
      run.events().taskEnded(now, outcome, context.worker(), error, end, now - startedAt);
      reportedOutcomes.add(task);
      publish(outcome);
      if (now - startedAt >= ResultBuffer.SIGNAL_NANOS) {
        run.signalConsumer(); // A long task is delivered at once; a tiny one when the batch ends.
      }
    }
    run.noteEnd(outcome, end, now - startedAt);
    if (end == TaskStatus.SUCCEEDED) {
      context.workerHealth().succeeded();
    } else if (end == TaskStatus.FAILED && error != null && context.workerHealth().isUntried()) {
      run.statistics().noteFailure(context.workerHealth(), error);
    }
  }

  private void publish(Outcome<A, B> outcome) {
    if (outcomes != null) {
      outcomes.add(outcome);
    } else {
      run.buffer().publish(outcome.index(), outcome);
    }
  }

  /**
   * Ends the batch after its worker returned. A task that did not start goes back to the run. If it
   * was given back too often, it counts as crashed. A task that started and was not reported has
   * crashed, unless it was cancelled.
   *
   * @return false if the batch was abandoned before
   */
  synchronized boolean end() {
    if (ended) {
      return false;
    }
    cancelledAtEnd = cancelled();
    if (running != NONE && !cancelledAtEnd) {
      crashed(running, LostTask.begun(index(running), context.worker()));
    }
    RUNNING.setRelease(this, NONE);
    counters.dropped();
    if (tasks.returns() == MAX_RETURNS && !withdrawn && !cancelledAtEnd) {
      for (int task : reportedOutcomes.missing(task -> task)) {
        started(task);
        crashed(task, LostTask.neverBegun(index(task), MAX_RETURNS + 1));
      }
    }
    ended = true;
    if (outcomes != null) {
      outcomes.close();
    }
    return true;
  }

  /**
   * Ends the batch without its worker if its task has run for longer than a limit. The task times
   * out.
   */
  public boolean abandon(Duration limit) {
    boolean done = timeOut(run.now(), limit);
    if (done) {
      run.lost(this, limit.toNanos());
    }
    return done;
  }

  private synchronized boolean timeOut(long time, Duration limit) {
    if (ended || running == NONE || time - now < limit.toNanos()) {
      return false;
    }
    timedOut(running);
    return end();
  }
}
