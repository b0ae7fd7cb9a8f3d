package dev.headway.internal.run;

import dev.headway.work.WorkerCrashedException;

/** Makes the errors of tasks that their worker did not report. */
final class LostTask {
  /** How often a task may be given back before it counts as crashed. */
  static final int MAX_RETURNS = 4;

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
  static WorkerCrashedException neverBegun(long index) {
    return new WorkerCrashedException(
        "Task "
            + index
            + " was given to "
            + (MAX_RETURNS + 1)
            + " workers, and each died before it began. Something ends them from outside, perhaps"
            + " for want of memory.");
  }
}
