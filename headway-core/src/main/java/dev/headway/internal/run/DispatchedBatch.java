package dev.headway.internal.run;

import dev.headway.progress.SubProgress;
import dev.headway.progress.TaskStatus;
import dev.headway.progress.WorkerCounters;
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
 * A claim on tasks of a run: passes on what the worker reports, and knows what it did not. A worker
 * that does not come back can be cut off; what it reports after that is not heard.
 */
public final class DispatchedBatch<A extends @Nullable Object, B extends @Nullable Object>
    implements TaskBatch<A, B>, InFlightBatch<A>, WorkerCounters.Tasks {
  /** How often a task may come back before it is given up. */
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

  /** The process that performs it, and what that says of the running task. */
  private record RemoteProcess(long pid, Supplier<List<TaskProgress>> parts) {}

  private final BatchOwner<A, B> run;
  private final WorkerContext context;
  private final WorkerCounters counters;
  private final Thread performer = Thread.currentThread();
  private final InputBatch<A> tasks;
  private final @Nullable OutcomeBuffer<Outcome<A, B>> outcomes;

  /** With a timeout the watch has a word too, and what follows is guarded by this. */
  private final boolean hasTimeout;

  private final ReportedOutcomes reportedOutcomes;
  private int settled;
  private long transferred;

  /** Set by the one who may report; what shows it may look at any time. */
  private int running = NONE;

  private volatile @Nullable RemoteProcess remoteProcess;

  /** True once the claim has ended, whether or not its worker has come back. Written under this. */
  private volatile boolean ended;

  /** True if the thread that waits for the run's outcomes was interrupted in this claim. */
  private volatile boolean interrupted;

  /** True if what it leaves is not for other workers. */
  private boolean cancelledAtEnd;

  /** True if the worker is of no use, so that what it has not begun is not to blame for it. */
  private boolean withdrawn;

  private final long begun;

  /** The time of the last report: where one task ends the next begins. */
  private long now;

  /** Of how many reports that came together the next is one, when, and the share of each. */
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

  /** When it was claimed. */
  @Override
  public long begun() {
    return begun;
  }

  /** True if the thread that asks is the one that performs this claim. */
  @Override
  public boolean isOwn() {
    return performer == Thread.currentThread();
  }

  /** The tasks that the worker said nothing of. */
  @Override
  public synchronized List<InputTask<A>> unreported() {
    return reportedOutcomes.missing(tasks::task);
  }

  /** What a task that is not reported becomes, when it is given back. */
  @Override
  public InputTask<A> givenBack(InputTask<A> task) {
    return withdrawn ? task : task.givenBack();
  }

  /** How many tasks got their outcome here. */
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

  /** Says that the performing thread is busy with it, until that is closed. */
  public WorkerCounters.Turn begin() {
    return counters.begin(this);
  }

  @Override
  public void bytesTransferred(long bytes) {
    transferred = bytes;
  }

  /** How many bytes its tasks have moved, as far as that is known. */
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
    // A worker that comes back after it was cut off must not run what others have by now.
    return run.cancelled() || ended || interrupted || context.unwanted().getAsBoolean();
  }

  /** The thread that waits for the run's outcomes was interrupted, which cancels the run. */
  public void interrupt() {
    interrupted = true;
  }

  /** True if what it left has to wait for the end of its run, which comes: it was cancelled. */
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

  /** When the task ended that is reported now. */
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
        run.signalConsumer(); // What took long is delivered at once; of tiny tasks the consumer
        // hears later.
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
   * The worker is done with this claim. What it did not begin goes back, but not for ever: a task
   * whose workers keep dying before they begin it is lost with the last of them. What it began and
   * did not report has crashed, unless it was cancelled.
   *
   * @return false if the worker was cut off, and the claim has ended before
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
   * If its task has been running for too long, the task is timed out and the claim ends without its
   * worker.
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
