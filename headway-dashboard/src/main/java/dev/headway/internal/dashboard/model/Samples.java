package dev.headway.internal.dashboard.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes into the lanes what all workers did at one moment. */
final class Samples {

  private Samples() {}

  /** Takes the tasks that run now; a worker without one of them waits. */
  static void take(Lanes lanes, List<RunningTasks.Task> tasks, long now) {
    Map<Integer, Long> begun = new HashMap<>();
    for (RunningTasks.Task task : tasks) {
      if (lanes.of(task.worker()) != null) {
        begun.merge(task.worker(), task.begun(), Math::min);
      }
    }
    lanes
        .all()
        .forEach(
            (worker, lane) -> {
              Long since = begun.get(worker);
              lane.sample(now, since != null, since == null ? now : since);
            });
  }
}
