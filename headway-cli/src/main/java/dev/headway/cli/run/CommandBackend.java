package dev.headway.cli.run;

import dev.headway.work.Backend;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Runs tasks as commands, in slots. The inputs are {@link JobInput}s.
 *
 * @param workers how many run at once
 * @param template the words of a command
 * @param maxBytes how long a command may be; 0 for what the system allows
 * @param folder where the output of a job is kept
 * @param launcher starts processes
 * @param running the processes
 * @param admission lets them start
 * @param endings the threads that end jobs early
 * @param table what has ended, before its end is reported
 * @param listener hears of jobs
 */
record CommandBackend(
    int workers,
    Template template,
    long maxBytes,
    SpoolFolder folder,
    Launcher launcher,
    RunningJobs running,
    Admission admission,
    Executor endings,
    JobTable table,
    JobListener listener)
    implements Backend {

  @Override
  public Worker worker(int number, WorkerListener ignored) {
    return new CommandSlot(number, this);
  }

  /** Next to nothing: so a slot takes one input at a time, and none waits behind another. */
  @Override
  public Duration dispatchCost() {
    return Duration.ofNanos(1);
  }

  @Override
  public boolean canKillTasks() {
    return true;
  }

  @Override
  public String toString() {
    return workers == 1 ? "1 slot" : workers + " slots";
  }
}
