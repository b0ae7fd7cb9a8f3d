package dev.headway.internal.run;

import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.TaskEnd;
import dev.headway.work.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the events of a run to its listeners, one at a time. Costs nothing without listeners.
 */
final class EventPublisher {
  private final String job;
  private final List<ProgressListener> listeners;

  /** Receive only failures. Set before the first worker begins. */
  private List<ProgressListener> failureListeners = List.of();

  // Guarded by this.
  private boolean started;
  private boolean ended;
  private boolean over; // The end was told.

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
    if (end()) {
      publish(new ProgressEvent.JobEnded(now, job, finished));
    }
  }

  private boolean hasListener(@Nullable Throwable error) {
    return !listeners.isEmpty() || error != null && !failureListeners.isEmpty();
  }

  private synchronized void publish(ProgressEvent event) {
    if (over) {
      return; // A thread was held up between the end of its task and its event.
    }
    over = event instanceof ProgressEvent.JobEnded;
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
