package dev.headway;

import dev.headway.work.Backend;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of a pool: one thread for each worker, which serve the pool's runs in turn. They
 * start one after the other while there is work to claim, so that five inputs never start eight
 * workers, and stay until the pool is closed.
 */
final class Crew implements Hands {
  /** How long a task may go on after its timeout, before its thread is given up. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Backend backend;
  private final WorkerListener listener;
  private final ThreadFactory factory;
  private final List<Run<?, ?>> runs = new CopyOnWriteArrayList<>();

  private final Roster roster = new Roster(null);
  private final Watch watch = new Watch(this::look);
  private int stuck; // Guarded by lock.

  private final ReentrantLock lock = new ReentrantLock();

  /** What handlers wait for whose workers are ready, and what the others wait for. */
  private final Condition work = lock.newCondition();

  private final Condition starts = lock.newCondition();
  private final List<Handler> handlers = new ArrayList<>(); // Guarded by lock.
  private volatile Set<Thread> employed = Set.of(); // Written under lock: the handlers' threads.
  private volatile int waiting; // Written under lock.
  private int ready; // Guarded by lock: how many of those that wait have workers that are ready.
  private volatile boolean complete; // Written under lock.
  private volatile boolean closed; // Written under lock.

  Crew(Backend backend, WorkerListener listener) {
    this.backend = backend;
    this.listener = noting(listener);
    this.factory = backend.handlers();
  }

  /** Tells the runs too when a worker is started anew. */
  private WorkerListener noting(WorkerListener printer) {
    return new WorkerListener() {
      @Override
      public void printed(int worker, Output output, String line) {
        printer.printed(worker, output, line);
      }

      @Override
      public void replaced(int worker) {
        runs.forEach(run -> run.workerReplaced(worker));
        printer.replaced(worker);
      }
    };
  }

  @Override
  public int count() {
    return backend.workers();
  }

  @Override
  public Duration handOver() {
    return backend.handOver();
  }

  @Override
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException("This pool is closed. Make a new one, or close it later.");
    }
  }

  @Override
  public void join(Run<?, ?> run) {
    runs.add(run);
    if (run.timeout() != null && !backend.endsTasksByForce()) {
      watch.start();
    }
    hire(run);
    if (closed) {
      run.cancel();
    }
  }

  Worker worker(int number) {
    return backend.worker(number, listener);
  }

  Roster roster() {
    return roster;
  }

  /** The runs that there are now. */
  Set<Run<?, ?>> present() {
    return Set.copyOf(runs);
  }

  /**
   * The machine has no room for a worker. Answers the runs that go on without it; without any
   * worker, they are given up.
   *
   * @param present the runs that there were when the worker was to start: a later one tries again
   */
  Set<Run<?, ?>> doWithout(int number, WorkerStartException fault, Set<Run<?, ?>> present) {
    if (!roster.goesOnWithout(number, fault)) {
      for (Run<?, ?> run : present) {
        run.giveUp(fault);
        leave(run);
      }
      return Set.of();
    }
    wakeAll(); // For the input that it had taken.
    return present;
  }

  boolean closed() {
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
  void hire(Run<?, ?> run) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (waiting > 0) {
        signalFor(run);
      } else if (!complete) {
        start(handlers.size());
      }
    } finally {
      lock.unlock();
    }
  }

  private void start(int number) {
    Handler handler = new Handler(this, new Hand(number, worker(number), null), false, factory);
    try {
      employ(handler);
      handler.start();
      handlers.add(handler);
      complete = handlers.size() == backend.workers();
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      if (handlers.isEmpty()) {
        throw e;
      }
      complete = true;
      System.getLogger(Crew.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "Only " + number + " of " + backend.workers() + " workers get a thread; they go on.",
              e);
    }
  }

  /** Sees to it that somebody looks for the work that a run has left. */
  void hireFor(Run<?, ?> run) {
    if ((waiting > 0 || !complete) && run.hasWork()) {
      hire(run);
    }
  }

  /**
   * Wakes one handler whose worker is ready, which wakes the next one if it leaves work; without
   * any, those whose workers are to start; and all, where tasks wait that only some may take.
   */
  private void signalFor(Run<?, ?> run) {
    if (run.hasReruns()) {
      signalAll();
    } else if (ready > 0) {
      work.signal();
    } else {
      starts.signalAll();
    }
  }

  private void signalAll() {
    work.signalAll();
    starts.signalAll();
  }

  @Override
  public void roomIn(Run<?, ?> run, int wanted) {
    // The room that delivery made must be seen before nobody is seen to wait for it.
    VarHandle.fullFence();
    if (waiting > 0 && run.hasWork(wanted)) {
      lock.lock();
      try {
        signalFor(run);
      } finally {
        lock.unlock();
      }
    }
  }

  private void wakeAll() {
    lock.lock();
    try {
      signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean help(Run<?, ?> run) throws InterruptedException {
    // A task of this pool that uses the pool itself works for its own job, or nobody might.
    Thread caller = Thread.currentThread();
    if (employed.contains(caller)) {
      for (Handler handler : handlers()) {
        if (handler.runsOn(caller)) {
          return handler.workNested(run);
        }
      }
    }
    return false;
  }

  /** Before it starts: its first task may need its help. */
  private void employ(Handler handler) {
    Set<Thread> all = new HashSet<>(employed);
    all.add(handler.thread());
    employed = all;
  }

  private List<Handler> handlers() {
    lock.lock();
    try {
      return List.copyOf(handlers);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void cancel(Run<?, ?> run) {
    handlers().forEach(handler -> handler.cancel(run));
  }

  /** Gives up the handlers whose task does not end; false if there is no job with a timeout. */
  private boolean look() {
    handlers().stream().filter(handler -> handler.cutOff(GRACE)).forEach(this::replace);
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
              "A task on worker {0} does not end, though it was told to: its thread is given up.",
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
      Handler handler = new Handler(this, new Hand(number, worker(number), null), true, factory);
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
      signalAll();
    } finally {
      lock.unlock();
    }
    runs.forEach(Run::cancel);
    all.forEach(Handler::endStart);
    Handler.endAll(all);
  }

  /**
   * A run with work, beginning behind the one that was served last; null when the pool is closed.
   */
  @Nullable Run<?, ?> await(
      @Nullable Run<?, ?> last, boolean fresh, Predicate<? super Run<?, ?>> eligible)
      throws InterruptedException {
    Run<?, ?> found = find(last, fresh, eligible);
    if (found != null || closed) {
      return closed ? null : found;
    }
    // Perhaps nothing is left to do before outcomes are delivered. Not with the lock held: who is
    // woken wants it next.
    runs.forEach(Run::alert);
    lock.lock();
    try {
      waiting++;
      ready += fresh ? 0 : 1;
      try {
        while (!closed) {
          VarHandle.fullFence();
          found = find(last, fresh, eligible);
          if (found != null) {
            return found;
          }
          pause(fresh ? starts : work, eligible);
        }
        return null;
      } finally {
        waiting--;
        ready -= fresh ? 0 : 1;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits to be woken, but not longer than until a task is to be tried again. */
  @SuppressWarnings("WaitNotInLoop") // the caller's loop looks again
  private void pause(Condition until, Predicate<? super Run<?, ?>> eligible)
      throws InterruptedException {
    long nanos = Long.MAX_VALUE;
    for (Run<?, ?> run : runs) {
      if (eligible.test(run)) {
        nanos = Math.min(nanos, run.nanosUntilDue());
      }
    }
    if (nanos == Long.MAX_VALUE) {
      until.await();
    } else {
      until.awaitNanos(Math.max(1, nanos));
    }
  }

  /** Such a run; with an input that was not taken before, if it is to be fresh. */
  private @Nullable Run<?, ?> find(
      @Nullable Run<?, ?> last, boolean fresh, Predicate<? super Run<?, ?>> eligible) {
    Run<?, ?> first = null;
    boolean behind = false;
    for (Run<?, ?> run : runs) {
      if (eligible.test(run) && (fresh ? run.hasWork(1) : run.hasWork())) {
        if (behind) {
          return run;
        }
        first = first == null ? run : first;
      }
      behind |= run == last;
    }
    return first;
  }
}
