package dev.headway;

import dev.headway.progress.Ticker;
import dev.headway.text.UserText;
import dev.headway.work.Backend;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of a pool: one thread for each worker, which serve the pool's runs in turn. They
 * start one after the other while there is work to claim, so that five inputs never start eight
 * workers, and stay until the pool is closed.
 */
final class Crew implements Hands, WorkerThreadOwner {
  /** How long a task may go on after its timeout, before its thread is given up. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Backend backend;
  private final WorkerListener listener;
  private final ThreadFactory factory;
  private final List<Run<?, ?>> runs = new CopyOnWriteArrayList<>();

  private final Roster roster = new Roster(Ticker.system(), null);
  private final Watch watch = new Watch(this::look);
  private int stuck; // Guarded by lock.

  private final WaitingRoom room;
  private final Saturation saturation =
      new Saturation(Ticker.system(), this::cpuNanos, Runtime.getRuntime().availableProcessors());

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Handler> handlers = new CopyOnWriteArrayList<>(); // Written under lock.
  private volatile Set<Thread> employed =
      Collections.emptySet(); // Written under lock: the handlers' threads.
  private volatile boolean complete; // Written under lock.
  private volatile boolean closed; // Written under lock.

  Crew(Backend backend, WorkerListener listener) {
    this.backend = backend;
    this.listener = new ToldRuns(listener, runs, this::renewed);
    this.factory = backend.handlers();
    this.room = new WaitingRoom(runs, roster, backend.startUp());
  }

  private void renewed(int number) {
    for (Handler handler : handlers) {
      if (handler.number() == number) {
        handler.renewed();
      }
    }
  }

  @Override
  public int count() {
    return backend.workers();
  }

  @Override
  public int active() {
    return Math.max(1, roster.count());
  }

  @Override
  public Duration handOver() {
    return backend.handOver();
  }

  @Override
  public Duration startUp() {
    return backend.startUp();
  }

  @Override
  public boolean isSaturated() {
    return saturation.isReached(roster.count());
  }

  /** Of this program and of the workers that are processes of their own. */
  private long cpuNanos() {
    Duration own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return own.toNanos() + handlers.stream().mapToLong(Handler::cpuNanos).sum();
  }

  @Override
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException("This pool is closed. Create a new pool.");
    }
  }

  @Override
  public void join(Run<?, ?> run) {
    runs.add(run);
    roster.endPause();
    if (run.timeout() != null && !backend.endsTasksByForce()) {
      watch.start();
    }
    hire(run);
    if (closed) {
      run.cancel();
    }
  }

  @Override
  public Worker worker(int number) {
    return backend.worker(number, listener);
  }

  /** Waits for a run with work; null when the pool is closed. */
  @Override
  public @Nullable Run<?, ?> await(@Nullable Run<?, ?> last, boolean fresh)
      throws InterruptedException {
    return room.await(last, fresh);
  }

  @Override
  public Roster roster() {
    return roster;
  }

  /** The runs that there are now. */
  @Override
  public Set<Run<?, ?>> present() {
    return Set.copyOf(runs);
  }

  /**
   * A worker could not be started: the others go on, or runs are given up.
   *
   * @param present the runs that there were when it was to start: a later one tries by itself
   */
  @Override
  public void doWithout(int number, WorkerStartException fault, Set<Run<?, ?>> present) {
    if (roster.goesOnWithout(number, fault)) {
      room.wakeAll(); // For the input that it had taken.
      return;
    }
    for (Run<?, ?> run : runs) {
      if (present.contains(run)) {
        run.giveUp(fault);
        leave(run);
      }
    }
  }

  @Override
  public boolean closed() {
    return closed;
  }

  @Override
  public void leave(Run<?, ?> run) {
    runs.remove(run);
  }

  /**
   * Sees to it that somebody looks for the work of a run: wakes who waits, or starts another
   * handler.
   */
  @Override
  public void hire(Run<?, ?> run) {
    if (closed || room.wakeFor(run) || complete || roster.pauses()) {
      return;
    }
    lock.lock();
    try {
      if (!closed && !complete) {
        start(handlers.size());
      }
    } finally {
      lock.unlock();
    }
  }

  private void start(int number) {
    Handler handler = new Handler(this, new Hand(number, worker(number)), false, factory);
    try {
      employ(handler);
      handler.start();
      handlers.add(handler);
      complete = handlers.size() == backend.workers();
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      if (handlers.isEmpty()) {
        throw e;
      }
      String what = "Worker " + number + " has no thread to drive it: " + UserText.message(e) + ".";
      roster.lacks(number, new WorkerStartException(what, e, true));
    }
  }

  /** Sees to it that somebody looks for the work that a run has left. */
  @Override
  public void hireFor(Run<?, ?> run) {
    if ((room.isOccupied() || !complete) && run.hasWork()) {
      hire(run);
    }
  }

  @Override
  public void roomIn(Run<?, ?> run, int wanted) {
    // The room that delivery made must be seen before nobody is seen to wait for it.
    VarHandle.fullFence();
    // All that there are may be stuck in long tasks since there was no room.
    if ((room.isOccupied() || !complete) && run.hasWork(wanted)) {
      hire(run);
    }
  }

  @Override
  public boolean help(Run<?, ?> run) throws InterruptedException {
    // A task of this pool that uses the pool itself works for its own job, or nobody might.
    Thread caller = Thread.currentThread();
    if (employed.contains(caller)) {
      for (Handler handler : handlers) {
        if (handler.runsOn(caller)) {
          return handler.workNested(run);
        }
      }
    }
    return false;
  }

  /** Before it starts: its first task may need its help. */
  private void employ(Handler handler) {
    Set<Thread> all = Collections.newSetFromMap(new IdentityHashMap<>());
    all.addAll(employed);
    all.add(handler.thread());
    employed = all;
  }

  @Override
  public void cancel(Run<?, ?> run) {
    handlers.forEach(handler -> handler.cancel(run));
  }

  /** Gives up the handlers whose task does not end; false if there is no job with a timeout. */
  private boolean look() {
    handlers.stream().filter(handler -> handler.cutOff(GRACE)).forEach(this::replace);
    return !closed && runs.stream().anyMatch(run -> run.timeout() != null);
  }

  /**
   * Puts a new handler in the place of one that is lost; not for ever, since each keeps a thread.
   */
  private void replace(Handler lost) {
    lock.lock();
    try {
      int place = handlers.indexOf(lost);
      if (closed || place < 0) {
        return;
      }
      stuck++;
      roster.unknown(lost.number());
      int number = lost.number();
      System.getLogger(Crew.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "A task on worker {0} ignores its interrupt, so its thread is given up. Run such tasks"
                  + " on Processes.",
              number);
      if (stuck > backend.workers()) {
        handlers.remove(place);
        if (handlers.isEmpty()) {
          runs.forEach(
              run ->
                  run.giveUp(
                      new IllegalStateException(
                          stuck
                              + " threads are stuck in tasks that ignore their interrupt. Threads"
                              + " cannot be killed; run such tasks on Processes.")));
        }
        return;
      }
      Handler handler = new Handler(this, new Hand(number, worker(number)), true, factory);
      handlers.set(place, handler);
      employ(handler);
      handler.start();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    List<Handler> all;
    lock.lock();
    try {
      closed = true;
      all = List.copyOf(handlers);
    } finally {
      lock.unlock();
    }
    room.close();
    runs.forEach(Run::cancel);
    all.forEach(Handler::endStart);
    Handler.endAll(all);
  }
}
