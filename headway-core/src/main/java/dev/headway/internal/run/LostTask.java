package dev.headway.internal.run;

import dev.headway.work.WorkerCrashedException;

/** Makes the errors of tasks that their worker did not report. */
final class LostTask {
  private LostTask() {}

  /** Describes a task that has begun. */
  static WorkerCrashedException begun(long index, int worker) {
    return new WorkerCrashedException(
        "Worker "
            + worker
            + " ended in task "
            + index
            + " and did not say what became of it. It is not run again, since it may be done.");
  }

  /** Describes a task that several workers did not begin. */
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
