package dev.headway;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the inputs of one run: by one thread at a time, and no further than it is told. Tasks that
 * workers gave back go out again first, one by one.
 */
final class Intake<A extends @Nullable Object> {
  private static final System.Logger LOG = System.getLogger(Intake.class.getName());

  /** How long a handler waits for another one that pulls, before it looks for other work. */
  private static final long PATIENCE_MILLIS = 10;

  private final Plan<A, ?> plan;
  private final ReentrantLock lock = new ReentrantLock();
  private final Reruns<A> reruns = new Reruns<>();
  private Iterator<? extends A> inputs = Collections.emptyIterator(); // Guarded by lock.
  private boolean closed; // Guarded by lock.

  private volatile long taken;
  private volatile long takenWeight;
  private volatile @Nullable Throwable failure;
  private volatile boolean ended;
  private volatile boolean closing;

  Intake(Plan<A, ?> plan) {
    this.plan = plan;
  }

  /** Asks the source for its iterator. Called once, before anything is taken. */
  void open() {
    lock.lock();
    try {
      inputs = plan.source().open().get();
    } finally {
      lock.unlock();
    }
  }

  long taken() {
    return taken;
  }

  long takenWeight() {
    return takenWeight;
  }

  /** True if the source has no more, or failed. */
  boolean ended() {
    return ended;
  }

  /** What the source threw, or null. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** The tasks that wait for a worker again. */
  Reruns<A> reruns() {
    return reruns;
  }

  /** Takes up to so many tasks; empty if there are none now. */
  List<Task<A>> take(Limit limit) throws InterruptedException {
    long now = plan.now();
    if (reruns.isDue(now)) {
      Task<A> task = reruns.poll(now);
      if (task != null) {
        return List.of(task);
      }
    }
    if (ended || !lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
      return List.of();
    }
    try {
      return pull(limit.tasks());
    } finally {
      release();
    }
  }

  /** Takes one input and lays it with those that were given back; false if there is none now. */
  boolean prefetch(Limit limit) throws InterruptedException {
    if (ended || !lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
      return false;
    }
    List<Task<A>> tasks;
    try {
      tasks = pull(limit.tasks());
    } finally {
      release();
    }
    long now = plan.now();
    tasks.forEach(task -> reruns.add(task, now));
    return !tasks.isEmpty();
  }

  /** How many tasks may be taken, asked when the source is at hand. */
  interface Limit {
    int tasks();
  }

  private List<Task<A>> pull(int most) {
    if (ended || most <= 0) {
      return List.of();
    }
    List<Task<A>> tasks = new ArrayList<>(most);
    try {
      while (tasks.size() < most) {
        if (!inputs.hasNext()) {
          ended = true;
          break;
        }
        A input = inputs.next();
        long index = taken; // Only who holds the lock writes it.
        long weightBefore = takenWeight;
        Task<A> task = new Task<>(index, input, plan.weigh(input), 0, 1);
        tasks.add(task);
        takenWeight = weightBefore + task.weight();
        taken = index + 1;
      }
    } catch (Throwable e) {
      // A source is the user's code: whatever it throws, the consumer learns it.
      failure = e;
      ended = true;
    }
    return tasks;
  }

  private void release() {
    lock.unlock();
    if (closing) {
      closeSource();
    }
  }

  /** Gives back what the source holds; if a thread is stuck in it, as soon as that comes back. */
  void close() {
    ended = true;
    closing = true;
    closeSource();
  }

  private void closeSource() {
    boolean interrupted = Thread.interrupted(); // An interrupt is no reason to leave it open.
    try {
      if (!lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return; // Whoever pulls sees that it is to be closed.
      }
      try {
        if (!closed) {
          closed = true;
          plan.source().close().run();
        }
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (Throwable e) {
      // The user's code, as all of the source; the outcomes do not depend on it.
      LOG.log(System.Logger.Level.WARNING, "The source failed when it was closed.", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
