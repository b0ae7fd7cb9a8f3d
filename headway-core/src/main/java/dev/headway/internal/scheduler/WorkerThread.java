package dev.headway.internal.scheduler;

import dev.headway.internal.run.Run;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.UserText;
import dev.headway.internal.time.Waits;
import dev.headway.progress.Ticker;
import dev.headway.work.Worker;
import dev.headway.work.WorkerStartException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the crew and its hand: looks for work, serves it, and looks again until the pool is
 * closed. While a task waits for a job of its own, the thread works for that job.
 */
public final class WorkerThread {
  /** How long a closing pool waits for its workers in all. */
  private static final long CLOSE_MILLIS = 3000;

  /** How often it is looked whether what was printed is read now. */
  private static final long HELD_UP_CHECK_MILLIS = 100;

  private static final int MAX_ERROR_LENGTH = 1000;
  private static final Ticker CLOCK = Ticker.system();

  /** What its thread is called, before the number of the worker. */
  private static final String NAME = "headway-worker-";

  private final WorkerThreadOwner pool;
  private volatile WorkerSlot slot; // Written by its thread alone.
  private final List<WorkerSlot> nested = new CopyOnWriteArrayList<>();
  private final Thread thread;

  /** A worker starts when there is an input for it; until then its handler only waits. */
  private boolean assigned;

  /** True if the worker was ready when it was last needed. Used by the handler's thread alone. */
  private boolean ready;

  /** True until the worker has performed a claim. Used by the handler's thread alone. */
  private boolean unproven = true;

  /** The runs that there were when the worker was last to start. Used by its thread alone. */
  private Set<Run<?, ?>> runsAtStart = Set.of();

  private volatile boolean preparing;

  /** True if the crew goes on without this handler. */
  private volatile boolean replaced;

  WorkerThread(WorkerThreadOwner pool, WorkerSlot slot, boolean assigned, ThreadFactory threads) {
    this.pool = pool;
    this.slot = slot;
    this.assigned = assigned;
    this.thread = threads.newThread(this::run);
    thread.setName(NAME + slot.number());
  }

  void start() {
    thread.start();
  }

  Thread thread() {
    return thread;
  }

  boolean runsOn(Thread other) {
    return thread == other;
  }

  private void run() {
    Run<?, ?> last = null;
    try {
      while (!pool.closed() && !replaced) {
        last = runNext(last);
      }
    } finally {
      slot.worker().close();
    }
  }

  private @Nullable Run<?, ?> runNext(@Nullable Run<?, ?> last) {
    Run<?, ?> run = last;
    try {
      run = pool.await(last, !assigned);
      if (run != null) {
        runBatch(run);
      }
    } catch (InterruptedException e) {
      // A cancelled run interrupts who waits for its source: there may be others to serve. A closed
      // pool interrupts who does not come back.
    } catch (Throwable e) {
      // A backend's fault, or the machine's: this thread lives on, or the next job might have none.
      if (run != null && !pool.closed()) { // A worker that is closed while it starts is no fault.
        fail(run, e);
      }
    }
    return run;
  }

  private void fail(Run<?, ?> run, Throwable fault) {
    if (fault instanceof WorkerStartException start) {
      assigned = false;
      ready = false;
      pool.continueWithout(slot.number(), start, runsAtStart);
      return;
    }
    run.fail(fault);
    pool.leave(run);
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
      pool.registry().proven();
    }
  }

  /** The worker fails what others do well: another takes its place, if it can be had. */
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
        slot.number(), new WorkerStartException(what, verdict, true), pool.present());
  }

  private static String why(Throwable verdict) {
    String message = UserText.message(verdict);
    String why =
        verdict.getClass() == IOException.class && message != null // Said by the backend, mostly.
            ? message
            : ControlEscapes.value(verdict, MAX_ERROR_LENGTH);
    return why.matches("(?s).*[.?!]") ? why : why + '.';
  }

  /** Another process is its worker. Called by any thread. */
  void workerReplaced() {
    slot.workerHealth().renew();
  }

  /** Finds out whether there is something that the worker is to be started for. */
  private void assignFirstTask(Run<?, ?> run) throws InterruptedException {
    WorkerRegistry registry = pool.registry();
    registry.starting(slot.number()); // Before the next looks whether it has a turn.
    try {
      assigned = run.hasReruns(registry.count() - 1) || slot.prefetch(run);
    } finally {
      if (!assigned) {
        registry.unknown(slot.number());
      }
    }
  }

  private void prepare() throws InterruptedException {
    if (!ready) {
      pool.registry().starting(slot.number());
      runsAtStart = pool.present();
    }
    boolean prepared = false;
    preparing = true;
    try {
      if (!pool.closed()) {
        slot.worker().prepare();
        prepared = true;
      }
    } finally {
      preparing = false;
      if (!prepared) {
        runsAtStart = ready ? pool.present() : runsAtStart; // It was to start just now.
        ready = false;
        pool.registry().unknown(slot.number());
      }
    }
    if (prepared && !ready) {
      ready = true;
      unproven = true;
      pool.registry().up(slot.number());
    }
  }

  /** Gives up the start of the worker, if it starts: nobody needs it when the pool is closed. */
  void endStart() {
    if (preparing) {
      slot.worker().close();
    }
  }

  /** Works for a job inside a task of this handler, on the handler's own thread. */
  boolean workNested(Run<?, ?> run) throws InterruptedException {
    WorkerSlot outer = nested.isEmpty() ? slot : nested.get(nested.size() - 1);
    if (outer.cancelled()) {
      throw new InterruptedException("The task that waits was cancelled.");
    }
    boolean busy = slot.performing() || nested.stream().anyMatch(WorkerSlot::performing);
    Worker worker = busy ? pool.worker(slot.number()) : slot.worker();
    WorkerSlot inner = WorkerSlot.ofCaller(slot.number(), worker, outer);
    nested.add(inner);
    try {
      worker.prepare();
      boolean worked = inner.work(run, pool::requestWorkerIfNeeded);
      if (outer.cancelled()) {
        throw new InterruptedException("The task that waits was cancelled.");
      }
      return worked;
    } finally {
      nested.remove(inner);
      if (busy) {
        worker.close();
      }
    }
  }

  int number() {
    return slot.number();
  }

  /** The CPU time that its worker takes outside of this program. */
  long cpuNanos() {
    return slot.worker().cpuTime().toNanos();
  }

  /** If its task does not end, though it was told to, this handler is lost; true if so. */
  boolean abandon(Duration grace) {
    replaced = slot.abandon(grace) || replaced;
    if (replaced) {
      thread.setName(NAME + slot.number() + "-given-up"); // Another has its number from now on.
    }
    return replaced;
  }

  void cancel(Run<?, ?> run) {
    slot.cancel(run);
    nested.forEach(inner -> inner.cancel(run));
  }

  /**
   * Waits for the end of the thread, and enforces it as far as a thread can be forced.
   *
   * @param forced whether also while nobody reads what its worker has printed
   */
  private void end(long millis, boolean forced) throws InterruptedException {
    if (runsOn(Thread.currentThread())) {
      return; // A task closes its own pool: its handler ends after it.
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

  /** Waits for the end of all, and enforces it after a while. */
  static void endAll(List<WorkerThread> all) {
    long deadline = CLOCK.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
    // The wait is bounded, and the caller still learns of an interrupt, before it or meanwhile.
    Waits.uninterrupted(
        interrupted -> {
          for (WorkerThread each : all) {
            each.end(TimeUnit.NANOSECONDS.toMillis(deadline - CLOCK.nanoTime()), interrupted);
          }
        });
  }
}
