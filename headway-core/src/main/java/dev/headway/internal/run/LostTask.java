package dev.headway.internal.run;

import dev.headway.work.WorkerCrashedException;

/** What is said of a task whose worker says nothing of it. */
final class LostTask {
  private LostTask() {}

  /** It has begun. */
  static WorkerCrashedException begun(long index, int worker) {
    return new WorkerCrashedException(
        "Worker "
            + worker
            + " ended in task "
            + index
            + " and did not say what became of it. It is not run again, since it may be done.");
  }

  /** So many workers did not begin it. */
  static WorkerCrashedException neverBegun(long index, int workers) {
    return new WorkerCrashedException(
        "Task "
            + index
            + " was given to "
            + workers
            + " workers, and each died before it began. Something ends them from outside, perhaps"
            + " for want of memory.");
  }
}
