package dev.headway.internal.scheduler;

import dev.headway.internal.run.Attendance;
import dev.headway.internal.run.Run;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.UserText;
import dev.headway.internal.time.Waits;
import dev.headway.progress.Ticker;
import dev.headway.work.Worker;
import dev.headway.work.WorkerStartException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drives one worker on one thread: waits for work, performs it, and waits again until the pool is
 * closed. While a task waits for a nested job, the thread works for that job.
 */
public final class WorkerThread {
  /** How long a closing pool waits for all its workers together. */
  private static final long CLOSE_MILLIS = 3000;

  /** How often a closing pool checks whether printed text has been read. */
  private static final long HELD_UP_CHECK_MILLIS = 100;

  private static final int MAX_ERROR_LENGTH = 1000;
  private static final Ticker CLOCK = Ticker.system();

  /** The name of a worker thread, before the number of its worker. */
  private static final String NAME = "headway-worker-";

  /** Set on each worker thread. To search a pool costs more, the more workers it has. */
  private static final ThreadLocal<WorkerThread> CURRENT = new ThreadLocal<>();

  private final WorkerThreadOwner pool;
  private volatile WorkerSlot slot; // Written only by this thread.
  private final NestedJobs nested;
  private final Attendance attendance;
  private final Thread thread;
  private volatile Attendance.@Nullable Place place; // From its start on.

  /** True once a task is there for the worker. A worker starts only then. */
  private boolean assigned;

  /** True if the worker was ready when it was last needed. Used only by this thread. */
  private boolean ready;

  /** True until the worker has performed a batch. Used only by this thread. */
  private boolean unproven = true;

  /** The runs at the start of the worker, until it is up. Used only by this thread. */
  private List<Run<?, ?>> runsAtStart = List.of();

  /** The run that was served last, which a thread that waits keeps no longer than others do. */
  private WeakReference<Run<?, ?>> last = new WeakReference<>(null);

  private volatile boolean preparing;

  /** True if another thread has replaced this one. */
  private volatile boolean replaced;

  WorkerThread(
      WorkerThreadOwner pool,
      WorkerSlot slot,
      boolean assigned,
      Attendance attendance,
      ThreadFactory threads) {
    this.pool = pool;
    this.attendance = attendance;
    this.slot = slot;
    this.assigned = assigned;
    this.nested = new NestedJobs(pool::worker, pool::requestWorkerIfNeeded);
    this.thread = threads.newThread(this::run);
    thread.setName(NAME + slot.number());
  }

  /** Returns why a worker cannot start that has no such thread. */
  static WorkerStartException missing(int number, Throwable why) {
    String what = "Worker " + number + " has no thread to drive it: " + UserText.message(why) + ".";
    return new WorkerStartException(what, why, true);
  }

  void start() {
    Attendance.Place added = attendance.add();
    place = added;
    try {
      thread.start();
    } catch (RuntimeException | Error e) {
      added.giveUp();
      throw e;
    }
  }

  /**
   * Returns the worker thread of a pool that the calling thread is; null if it is none, or was
   * given up.
   */
  static @Nullable WorkerThread current(WorkerThreadOwner pool) {
    WorkerThread current = CURRENT.get();
    return current != null && current.pool == pool && !current.replaced ? current : null;
  }

  private void run() {
    CURRENT.set(this); // Its first task may already run a nested job.
    Attendance.Place mine = Objects.requireNonNull(place);
    mine.begin();
    try {
      while (!pool.closed() && !replaced) {
        runNext();
      }
    } finally {
      mine.end();
      slot.worker().close();
    }
  }

  private void runNext() {
    Run<?, ?> run = null;
    try {
      run = pool.await(last, !assigned);
      if (run != null) {
        if (last.get() != run) {
          last = new WeakReference<>(run);
        }
        runBatch(run);
      }
    } catch (InterruptedException e) {
      // A cancelled run interrupts a thread that reads its source; there may be other runs. A
      // closed pool interrupts a thread that does not end.
    } catch (Throwable e) {
      // A fault of the backend or the machine. This thread continues, since the next job needs it.
      if (run != null && !pool.closed()) { // A worker that is closed while it starts is no fault.
        fail(run, e);
      }
    }
  }

  private void fail(Run<?, ?> run, Throwable fault) {
    if (fault instanceof WorkerStartException start) {
      assigned = false;
      ready = false;
      pool.continueWithout(slot.number(), start, runsAtStart);
      return;
    }
    run.fail(fault);
    pool.leave(run, false);
  }

  private void runBatch(Run<?, ?> run) throws InterruptedException {
    if (!assigned) {
      assignFirstTask(run);
      if (!assigned) {
        return;
      }
      pool.requestWorker(run);
    }
    prepare();
    boolean worked = slot.work(run, pool::requestWorkerIfNeeded);
    Throwable verdict = slot.workerHealth().verdict();
    if (verdict != null) {
      withdrawWorker(run, verdict);
    } else if (worked && unproven) {
      unproven = false;
      pool.registry().performedBatch();
    }
  }

  /** Replaces a worker that fails tasks at which others succeed. */
  private void withdrawWorker(Run<?, ?> run, Throwable verdict) {
    Worker withdrawn = slot.worker();
    slot = new WorkerSlot(slot.number(), pool.worker(slot.number()));
    withdrawn.close();
    assigned = false;
    ready = false;
    run.statistics().workerWithdrawn(run.now(), slot.number(), verdict);
    String what =
        "Worker "
            + slot.number()
            + " was taken out of service, since it fails what others"
            + " do well: "
            + why(verdict);
    pool.continueWithout(
        slot.number(), new WorkerStartException(what, verdict, true), pool.currentRuns());
  }

  private static String why(Throwable verdict) {
    String message = UserText.message(verdict);
    String why =
        verdict.getClass() == IOException.class && message != null // Said by the backend, mostly.
            ? message
            : ControlEscapes.value(verdict, MAX_ERROR_LENGTH);
    return UserText.sentence(why);
  }

  /** Notes that another process is the worker now. Called by any thread. */
  void workerReplaced() {
    slot.workerHealth().renew();
  }

  /** Finds a first task for the worker, or leaves it unstarted. */
  private void assignFirstTask(Run<?, ?> run) throws InterruptedException {
    WorkerRegistry registry = pool.registry();
    if (!registry.tryStarting(slot.number())) { // Before the next thread asks mayStartAnother().
      return;
    }
    try {
      assigned =
          run.work().hasPending(Dispatcher.idle(registry, pool.currentRuns()) - 1)
              || slot.prefetch(run);
    } finally {
      if (!assigned) {
        registry.down(slot.number());
      }
    }
  }

  private void prepare() throws InterruptedException {
    if (!ready) {
      pool.registry().starting(slot.number());
      runsAtStart = pool.currentRuns();
    }
    boolean prepared = false;
    boolean startFailed = false;
    preparing = true;
    try {
      if (!pool.closed()) {
        slot.worker().prepare();
        prepared = true;
      }
    } catch (WorkerStartException e) {
      startFailed = true; // The worker counts as one that starts until the pool has decided.
      throw e;
    } finally {
      preparing = false;
      if (!prepared) {
        runsAtStart =
            ready
                ? pool.currentRuns()
                : runsAtStart; // The worker was up before, so this was its start.
        ready = false;
        if (!startFailed) {
          pool.registry().down(slot.number());
        }
      }
    }
    if (prepared && !ready) {
      ready = true;
      runsAtStart = List.of();
      unproven = true;
      pool.registry().up(slot.number());
    }
  }

  /** Ends the start of the worker, if it starts now: a closed pool does not need it. */
  void endStart() {
    if (preparing) {
      slot.worker().close();
    }
  }

  /** Works for a job inside a task of this worker, on this thread. */
  boolean workNested(Run<?, ?> run) throws InterruptedException {
    return nested.work(run, slot);
  }

  int number() {
    return slot.number();
  }

  /** Returns the CPU time that its worker uses outside this program. */
  long cpuNanos() {
    return slot.worker().cpuTime().toNanos();
  }

  /** Gives up this thread if its task does not end though it was told to. Returns true if so. */
  boolean abandon(Duration grace) {
    replaced = slot.abandon(grace) || replaced;
    if (replaced) {
      Objects.requireNonNull(place).giveUp();
      thread.setName(
          NAME + slot.number() + "-given-up"); // Another thread has its number from now on.
    }
    return replaced;
  }

  boolean isTimed() {
    return slot.isTimed();
  }

  void cancel(Run<?, ?> run) {
    slot.cancel(run);
    nested.cancel(run);
  }

  /**
   * Waits for the end of the thread. After that time, closes the worker and interrupts the thread.
   *
   * @param forced true to do so even while printed text waits for a reader
   */
  private void end(long millis, boolean forced) throws InterruptedException {
    if (thread == Thread.currentThread()) {
      return; // A task closes its own pool: its thread ends after it.
    }
    thread.join(Math.max(1, millis));
    while (!forced && thread.isAlive() && slot.worker().isEndHeldUp()) {
      thread.join(HELD_UP_CHECK_MILLIS);
    }
    if (thread.isAlive()) {
      slot.worker().close();
      thread.interrupt();
    }
  }

  /** Waits for the end of all threads, and enforces it after a while. */
  static void endAll(List<WorkerThread> all) {
    long deadline = CLOCK.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
    // The wait is bounded, and an interrupt is restored for the caller.
    Waits.uninterrupted(
        interrupted -> {
          for (WorkerThread each : all) {
            each.end(TimeUnit.NANOSECONDS.toMillis(deadline - CLOCK.nanoTime()), interrupted);
          }
        });
  }
}
