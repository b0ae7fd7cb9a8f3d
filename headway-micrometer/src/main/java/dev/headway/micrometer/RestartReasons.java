package dev.headway.micrometer;

import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.TaskEnd;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Finds out why workers of one job are replaced: by what became of their last task. Called by one
 * thread at a time, and not at all while nothing goes wrong.
 */
final class RestartReasons implements ProgressListener {
  private final BiConsumer<String, JobMeters.Restart> restarted;
  private final Map<Integer, JobMeters.Restart> reasons = new HashMap<>();

  /**
   * @param restarted gets the name of the job, and why
   */
  RestartReasons(BiConsumer<String, JobMeters.Restart> restarted) {
    this.restarted = restarted;
  }

  @Override
  public void on(ProgressEvent event) {
    if (event instanceof ProgressEvent.WorkerLost lost) {
      reasons.put(lost.worker(), JobMeters.Restart.CRASH);
    } else if (event instanceof ProgressEvent.TaskEnded ended && ended.end() == TaskEnd.TIMED_OUT) {
      reasons.put(ended.worker(), JobMeters.Restart.TIMEOUT);
    } else if (event instanceof ProgressEvent.TaskRetried retried
        && retried.end() == TaskEnd.TIMED_OUT) {
      reasons.put(retried.worker(), JobMeters.Restart.TIMEOUT);
    } else if (event instanceof ProgressEvent.WorkerReplaced replaced) {
      JobMeters.Restart reason = reasons.remove(replaced.worker());
      restarted.accept(replaced.job(), reason == null ? JobMeters.Restart.OTHER : reason);
    }
  }
}
