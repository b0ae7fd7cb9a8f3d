package dev.headway;

import dev.headway.progress.Ticker;
import dev.headway.work.Backend;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of a pool: one thread for each worker, which serve the pool's runs in turn. They
 * start one after the other while there is work to claim, so that five inputs never start eight
 * workers, and stay until the pool is closed.
 */
final class Crew implements Hands {
  /** How long a closing pool waits for its workers in all. */
  private static final long GRACE_MILLIS = 3000;

  private static final Ticker CLOCK = Ticker.system();
  private static final System.Logger LOG = System.getLogger(Crew.class.getName());

  private final Backend backend;
  private final WorkerListener listener;
  private final ThreadFactory threads;
  private final List<Run<?, ?>> runs = new CopyOnWriteArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final List<Handler> handlers = new ArrayList<>(); // Guarded by lock.
  private volatile int waiting; // Written under lock.
  private volatile boolean complete; // Written under lock.
  private volatile boolean closed; // Written under lock.

  Crew(Backend backend, WorkerListener listener) {
    this.backend = backend;
    this.listener = listener;
    this.threads = backend.handlers();
  }

  @Override
  public int count() {
    return backend.workers();
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
    hire();
    if (closed) {
      run.cancel();
    }
  }

  Worker worker(int number) {
    return backend.worker(number, listener);
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void leave(Run<?, ?> run) {
    runs.remove(run);
  }

  /**
   * Sees to it that somebody looks for work: wakes the handlers that wait, or starts another one.
   */
  void hire() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (waiting > 0) {
        work.signalAll();
      } else if (!complete) {
        start(handlers.size());
      }
    } finally {
      lock.unlock();
    }
  }

  private void start(int number) {
    Handler handler = new Handler(this, new Hand(number, worker(number), null), threads);
    try {
      handler.start();
      handlers.add(handler);
      complete = handlers.size() == backend.workers();
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      if (handlers.isEmpty()) {
        throw e;
      }
      complete = true;
      LOG.log(
          System.Logger.Level.WARNING,
          "Only " + number + " of " + backend.workers() + " workers get a thread; they go on.",
          e);
    }
  }

  /** Sees to it that somebody looks for the work that a run has left. */
  void hireFor(Run<?, ?> run) {
    if ((waiting > 0 || !complete) && run.hasWork()) {
      hire();
    }
  }

  @Override
  public void roomIn(Run<?, ?> run, int wanted) {
    // The room that delivery made must be seen before nobody is seen to wait for it.
    VarHandle.fullFence();
    if (waiting > 0 && run.hasRoom(wanted)) {
      lock.lock();
      try {
        work.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public boolean help(Run<?, ?> run) throws InterruptedException {
    // A task of this pool that uses the pool itself works for its own job, or nobody might.
    Thread caller = Thread.currentThread();
    for (Handler handler : handlers()) {
      if (handler.runsOn(caller)) {
        return handler.workNested(run);
      }
    }
    return false;
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

  @Override
  public void close() {
    List<Handler> all;
    lock.lock();
    try {
      closed = true;
      all = List.copyOf(handlers);
      work.signalAll();
    } finally {
      lock.unlock();
    }
    runs.forEach(Run::cancel);
    long deadline = CLOCK.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
    // The wait is bounded, and the caller still learns of an interrupt, before it or meanwhile.
    boolean interrupted = Thread.interrupted();
    for (int i = 0; i < all.size(); ) {
      try {
        all.get(i).end(TimeUnit.NANOSECONDS.toMillis(deadline - CLOCK.nanoTime()));
        i++;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A run with work, beginning behind the one that was served last; null when the pool is closed.
   */
  @Nullable Run<?, ?> await(@Nullable Run<?, ?> last, boolean fresh) throws InterruptedException {
    Run<?, ?> found = find(last, fresh);
    if (found != null || closed) {
      return closed ? null : found;
    }
    lock.lock();
    try {
      waiting++;
      try {
        while (!closed) {
          VarHandle.fullFence();
          found = find(last, fresh);
          if (found != null) {
            return found;
          }
          work.await();
        }
        return null;
      } finally {
        waiting--;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Such a run; with an input that was not taken before, if it is to be fresh. */
  private @Nullable Run<?, ?> find(@Nullable Run<?, ?> last, boolean fresh) {
    Run<?, ?> first = null;
    boolean behind = false;
    for (Run<?, ?> run : runs) {
      if (fresh ? run.hasRoom(1) : run.hasWork()) {
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
