package dev.headway.internal.run;

import dev.headway.internal.time.Waits;
import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.TaskEnd;
import dev.headway.work.Outcome;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the events of a run to its listeners, one at a time. Costs nothing without listeners.
 */
final class EventPublisher {
  /** How long the end of a run waits for a listener that has not returned. */
  private static final long END_MILLIS = 2500;

  private final String job;
  private final List<ProgressListener> listeners;

  /** Receive only failures. Set before the first worker begins. */
  private List<ProgressListener> failureListeners = List.of();

  private final ReentrantLock lock = new ReentrantLock(); // Held while listeners are called.

  // Guarded by this.
  private boolean started;
  private boolean ended;

  private volatile boolean over; // The end was told, or came while a listener did not return.

  /**
   * Makes the publisher of a run.
   *
   * @param listeners receive each event; none of them throws
   */
  EventPublisher(String job, List<ProgressListener> listeners) {
    this.job = job;
    this.listeners = listeners;
  }

  /** Sets the listeners that receive only failures. None of them throws. */
  void failureListener(List<ProgressListener> listenersOfFailures) {
    failureListeners = List.copyOf(listenersOfFailures);
  }

  void jobStarted(long now, @Nullable Long total) {
    if (!listeners.isEmpty() && begin()) {
      publish(new ProgressEvent.JobStarted(now, job, total));
    }
  }

  /** Returns false if the job has ended before: it was closed while it began. */
  private synchronized boolean begin() {
    started = !ended;
    return started;
  }

  /** Returns false if no end is to be told: the job could not begin, as on a closed pool. */
  private synchronized boolean end() {
    ended = true;
    return started;
  }

  void taskStarted(long now, long index, int worker) {
    if (!listeners.isEmpty()) {
      publish(new ProgressEvent.TaskStarted(now, job, index, worker));
    }
  }

  /**
   * Publishes the end of an attempt at a task.
   *
   * @param retried true if the task is tried again
   */
  void attemptEnded(
      long now,
      Outcome<?, ?> outcome,
      int worker,
      @Nullable Throwable error,
      TaskEnd end,
      long nanos,
      boolean retried) {
    if (!hasListener(error)) {
      return;
    }
    if (end == TaskEnd.CRASHED && error != null) {
      workerLost(now, worker, error);
    }
    long index = outcome.index();
    int attempts = outcome.attempts();
    Object input = outcome.input();
    publish(
        retried && error != null
            ? new ProgressEvent.TaskRetried(
                now, job, index, worker, error, end, attempts, input, nanos)
            : new ProgressEvent.TaskEnded(
                now, job, index, worker, error, end, attempts, input, nanos));
  }

  void workerLost(long now, int worker, Throwable error) {
    if (hasListener(error)) {
      publish(new ProgressEvent.WorkerLost(now, job, worker, error));
    }
  }

  void workerReplaced(long now, int worker) {
    if (!listeners.isEmpty() || !failureListeners.isEmpty()) {
      publish(new ProgressEvent.WorkerReplaced(now, job, worker));
    }
  }

  void jobEnded(long now, boolean finished) {
    if (!end()) {
      return;
    }
    if (!lockInTime()) {
      over = true;
      System.getLogger(EventPublisher.class.getName())
          .log(
              Level.WARNING,
              "A progress listener does not return, so none is told of the end of the job.");
      return;
    }
    try {
      publish(new ProgressEvent.JobEnded(now, job, finished));
    } finally {
      lock.unlock();
    }
  }

  /** Returns false if another thread is in a listener, and stays there. */
  private boolean lockInTime() {
    AtomicBoolean locked = new AtomicBoolean();
    // Bounded: a close must not wait for ever. An interrupt is restored for its caller.
    Waits.uninterrupted(interrupted -> locked.set(lock.tryLock(END_MILLIS, TimeUnit.MILLISECONDS)));
    return locked.get();
  }

  private boolean hasListener(@Nullable Throwable error) {
    return !listeners.isEmpty() || error != null && !failureListeners.isEmpty();
  }

  private void publish(ProgressEvent event) {
    lock.lock();
    try {
      if (!over) { // Else a thread was held up between the end of its task and its event.
        over = event instanceof ProgressEvent.JobEnded;
        publishToAll(event);
      }
    } finally {
      lock.unlock();
    }
  }

  private void publishToAll(ProgressEvent event) {
    publish(listeners, event);
    if (event instanceof ProgressEvent.TaskEnded ended && ended.error() == null
        || event instanceof ProgressEvent.TaskStarted
        || event instanceof ProgressEvent.JobStarted
        || event instanceof ProgressEvent.JobEnded) {
      return;
    }
    publish(failureListeners, event);
  }

  private static void publish(List<ProgressListener> to, ProgressEvent event) {
    for (ProgressListener listener : to) {
      listener.on(event);
    }
  }
}
