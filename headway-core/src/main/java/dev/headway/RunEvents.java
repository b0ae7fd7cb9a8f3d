package dev.headway;

import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the listeners of a run each event, one at a time. Costs nothing where nobody listens. */
final class RunEvents {
  private final String job;
  private final List<ProgressListener> listeners;

  RunEvents(String job, List<ProgressListener> listeners) {
    this.job = job;
    this.listeners = listeners;
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

  void taskEnded(long now, long index, int worker, @Nullable Throwable error) {
    if (!listeners.isEmpty()) {
      tell(new ProgressEvent.TaskEnded(now, job, index, worker, error));
    }
  }

  void taskRetried(long now, long index, int worker, Throwable error) {
    if (!listeners.isEmpty()) {
      tell(new ProgressEvent.TaskRetried(now, job, index, worker, error));
    }
  }

  void jobEnded(long now, boolean finished) {
    if (!listeners.isEmpty()) {
      tell(new ProgressEvent.JobEnded(now, job, finished));
    }
  }

  private synchronized void tell(ProgressEvent event) {
    for (ProgressListener listener : listeners) {
      try {
        listener.on(event);
      } catch (Throwable e) { // Errors too: an outcome would be lost with its report.
        System.getLogger(RunEvents.class.getName())
            .log(
                System.Logger.Level.WARNING,
                "A progress listener failed on " + JobException.textOf(event) + ".",
                e);
      }
    }
  }
}
