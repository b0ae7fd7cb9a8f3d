package dev.headway;

import dev.headway.progress.Lane;
import dev.headway.progress.Part;
import dev.headway.progress.TaskStatus;
import dev.headway.work.Claim;
import dev.headway.work.Outcome;
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
final class RunClaim<A extends @Nullable Object, B extends @Nullable Object>
    implements Claim<A, B>, InFlight<A>, Lane.Tasks {
  /** How often a task may come back before it is given up. */
  private static final int MOST_RETURNS = 4;

  private static final int NONE = -1;

  private static final VarHandle RUNNING;

  static {
    try {
      RUNNING = MethodHandles.lookup().findVarHandle(RunClaim.class, "running", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The process that performs it, and what that says of the running task. */
  private record Elsewhere(long pid, Supplier<List<TaskProgress>> parts) {}

  private final BatchOwner<A, B> run;
  private final Place place;
  private final Lane lane;
  private final Thread performer = Thread.currentThread();
  private final Batch<A> tasks;
  private final @Nullable Chunk<Outcome<A, B>> chunk;

  /** With a timeout the watch has a word too, and what follows is guarded by this. */
  private final boolean timed;

  private final Reported reported;
  private int settled;
  private long carried;

  /** Set by the one who may report; what shows it may look at any time. */
  private int running = NONE;

  private volatile @Nullable Elsewhere elsewhere;

  /** True once the claim has ended, whether or not its worker has come back. Written under this. */
  private volatile boolean over;

  /** True if the thread that waits for the run's outcomes was interrupted in this claim. */
  private volatile boolean interrupted;

  /** True if what it leaves is not for other workers. */
  private boolean last;

  /** True if the worker is of no use, so that what it has not begun is not to blame for it. */
  private boolean withdrawn;

  private final long begun;

  /** The time of the last report: where one task ends the next begins. */
  private long now;

  /** Of how many reports that came together the next is one, when, and the share of each. */
  private int together;

  private long arrivedAt;
  private long share;

  RunClaim(BatchOwner<A, B> run, Place place, Batch<A> tasks) {
    this.run = run;
    this.place = place;
    this.lane = run.meter().lane(place.worker());
    this.tasks = tasks;
    this.reported = new Reported(tasks.size());
    this.chunk = run.window().chunk(tasks.size());
    this.timed = run.timeout() != null;
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
  public synchronized List<Task<A>> unreported() {
    return reported.missing(tasks::task);
  }

  /** What a task that is not reported becomes, when it is given back. */
  @Override
  public Task<A> givenBack(Task<A> task) {
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
  public void pulse(LongSupplier beats) {
    lane.pulse(beats);
  }

  @Override
  public void sending(BooleanSupplier onTheirWay) {
    lane.sending(onTheirWay);
  }

  @Override
  public void inside(long pid, Supplier<List<TaskProgress>> parts) {
    elsewhere = new Elsewhere(pid, parts);
  }

  @Override
  public int running() {
    return (int) RUNNING.getAcquire(this);
  }

  @Override
  public @Nullable Long pid() {
    Elsewhere process = elsewhere;
    return process == null ? null : process.pid;
  }

  @Override
  public List<Part> parts(int task) {
    Elsewhere process = elsewhere;
    return process == null ? List.of() : WorkerRelay.heard(process.parts.get());
  }

  /** Says that the performing thread is busy with it, until that is closed. */
  Lane.Turn begin() {
    return lane.begin(this);
  }

  @Override
  public void carried(long bytes) {
    carried = bytes;
  }

  /** How many bytes its tasks have moved, as far as that is known. */
  @Override
  public long carried() {
    return carried;
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
    return run.cancelled() || over || interrupted || place.unwanted().getAsBoolean();
  }

  /** The thread that waits for the run's outcomes was interrupted, which cancels the run. */
  void interrupt() {
    interrupted = true;
  }

  /** True if what it left has to wait for the end of its run, which comes: it was cancelled. */
  @Override
  public boolean isLast() {
    return last;
  }

  @Override
  public @Nullable Duration timeout() {
    return run.timeout();
  }

  @Override
  public void arrived(int count) {
    together = count;
    arrivedAt = run.now();
    share = (arrivedAt - now) / count;
  }

  /** When the task ended that is reported now. */
  private long endOfTask() {
    if (together == 0) {
      return run.now();
    }
    together--;
    return together == 0 ? arrivedAt : now + share;
  }

  @Override
  public void started(int task) {
    if (timed) {
      synchronized (this) {
        if (!over) {
          start(task);
        }
      }
    } else {
      start(task);
    }
  }

  private void start(int task) {
    lane.started(index(task), tasks.weight(task), now);
    RUNNING.setRelease(this, task);
    run.events().taskStarted(now, index(task), place.worker());
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
    withdrawn = run.health().isDoneWellWithout(this, run.now());
    if (withdrawn) {
      notStarted(task);
      place.fitness().unfit(error);
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
    if (timed) {
      synchronized (this) {
        if (!over) {
          settle(task, end, outcome);
        }
      }
    } else {
      settle(task, end, outcome);
    }
  }

  private void settle(int task, TaskStatus end, Outcome<A, B> outcome) {
    long before = now;
    now = endOfTask();
    RUNNING.setRelease(this, NONE);
    Throwable error = outcome.error();
    if (error != null && run.triesAgain(tasks.attempt())) {
      lane.retried();
      run.events().taskRetried(now, outcome, place.worker(), error, end, now - before);
      reported.add(task);
      run.tryAgain(tasks.task(task), now);
    } else {
      settled++;
      lane.ended(end, now);
      run.events().taskEnded(now, outcome, place.worker(), error, end, now - before);
      reported.add(task);
      publish(outcome);
      if (now - before >= Window.LONG_NANOS) {
        run.alert(); // What took long is delivered at once; of tiny tasks the consumer hears later.
      }
    }
    run.noteEnd(outcome, end, now - before);
    if (end == TaskStatus.SUCCEEDED) {
      place.fitness().succeeded();
    } else if (end == TaskStatus.FAILED && error != null && place.fitness().isUntried()) {
      run.health().judge(place.fitness(), error);
    }
  }

  private void publish(Outcome<A, B> outcome) {
    if (chunk != null) {
      chunk.add(outcome);
    } else {
      run.window().publish(outcome.index(), outcome);
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
    if (over) {
      return false;
    }
    last = cancelled();
    if (running != NONE && !last) {
      crashed(running, Lost.begun(index(running), place.worker()));
    }
    RUNNING.setRelease(this, NONE);
    lane.dropped();
    if (tasks.returns() == MOST_RETURNS && !withdrawn && !last) {
      for (int task : reported.missing(task -> task)) {
        started(task);
        crashed(task, Lost.neverBegun(index(task), MOST_RETURNS + 1));
      }
    }
    over = true;
    if (chunk != null) {
      chunk.close();
    }
    return true;
  }

  /**
   * If its task has been running for too long, the task is timed out and the claim ends without its
   * worker.
   */
  boolean cutOff(Duration patience) {
    boolean done = timeOut(run.now(), patience);
    if (done) {
      run.lost(this, patience.toNanos());
    }
    return done;
  }

  private synchronized boolean timeOut(long time, Duration patience) {
    if (over || running == NONE || time - now < patience.toNanos()) {
      return false;
    }
    timedOut(running);
    return end();
  }
}
