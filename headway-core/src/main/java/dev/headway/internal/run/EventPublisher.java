package dev.headway.internal.run;

import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.TaskStatus;
import dev.headway.work.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the listeners of a run each event, one at a time. Costs nothing where nobody listens. */
final class EventPublisher {
  private final String job;
  private final List<ProgressListener> listeners;

  /** Who hears only what goes wrong. Set before the first worker begins. */
  private List<ProgressListener> troubles = List.of();

  /**
   * The events of a run.
   *
   * @param listeners who hears each; none of them throws
   */
  EventPublisher(String job, List<ProgressListener> listeners) {
    this.job = job;
    this.listeners = listeners;
  }

  /** From now on these hear what goes wrong. None of them throws. */
  void failureListener(List<ProgressListener> more) {
    troubles = List.copyOf(more);
  }

  void jobStarted(long now, @Nullable Long total) {
    if (!listeners.isEmpty()) {
      tell(new ProgressEvent.JobStarted(now, job, total));
    }
  }

  void taskStarted(long now, long index, int worker) {
    if (!listeners.isEmpty()) {
      tell(new ProgressEvent.TaskStarted(now, job, index, worker));
    }
  }

  void taskEnded(
      long now,
      Outcome<?, ?> outcome,
      int worker,
      @Nullable Throwable error,
      TaskStatus end,
      long nanos) {
    if (isHeard(error)) {
      if (end == TaskStatus.CRASHED && error != null) {
        workerLost(now, worker, error);
      }
      long index = outcome.index();
      tell(
          new ProgressEvent.TaskEnded(
              now, job, index, worker, error, end, outcome.attempts(), outcome.input(), nanos));
    }
  }

  void taskRetried(
      long now, Outcome<?, ?> outcome, int worker, Throwable error, TaskStatus end, long nanos) {
    if (isHeard(error)) {
      if (end == TaskStatus.CRASHED) {
        workerLost(now, worker, error);
      }
      long index = outcome.index();
      tell(
          new ProgressEvent.TaskRetried(
              now, job, index, worker, error, end, outcome.attempts(), outcome.input(), nanos));
    }
  }

  void workerLost(long now, int worker, Throwable error) {
    if (isHeard(error)) {
      tell(new ProgressEvent.WorkerLost(now, job, worker, error));
    }
  }

  void workerReplaced(long now, int worker) {
    if (!listeners.isEmpty() || !troubles.isEmpty()) {
      tell(new ProgressEvent.WorkerReplaced(now, job, worker));
    }
  }

  void jobEnded(long now, boolean finished) {
    if (!listeners.isEmpty()) {
      tell(new ProgressEvent.JobEnded(now, job, finished));
    }
  }

  private boolean isHeard(@Nullable Throwable error) {
    return !listeners.isEmpty() || error != null && !troubles.isEmpty();
  }

  private synchronized void tell(ProgressEvent event) {
    tell(listeners, event);
    if (event instanceof ProgressEvent.TaskEnded ended && ended.error() == null
        || event instanceof ProgressEvent.TaskStarted
        || event instanceof ProgressEvent.JobStarted
        || event instanceof ProgressEvent.JobEnded) {
      return;
    }
    tell(troubles, event);
  }

  private static void tell(List<ProgressListener> to, ProgressEvent event) {
    for (ProgressListener listener : to) {
      listener.on(event);
    }
  }
}
