package dev.headway.internal.dashboard.model;

import dev.headway.progress.Counts;
import java.util.LinkedHashMap;
import java.util.Map;

/** The counts of all jobs of one name together, also of those that are no longer kept. */
public final class JobTotals {
  private final Map<String, Long> tasks = new LinkedHashMap<>();
  private final Map<String, Long> jobs = new LinkedHashMap<>();
  private long retries;
  private long died;
  private long renewed;
  private long active;
  private long activeJobs;

  JobTotals copy() {
    JobTotals copy = new JobTotals();
    copy.tasks.putAll(tasks);
    copy.jobs.putAll(jobs);
    copy.retries = retries;
    copy.died = died;
    copy.renewed = renewed;
    return copy;
  }

  void add(JobModel job) {
    add(job.row().counts(), 1);
    died += job.troubles().died();
    renewed += job.troubles().renewed();
    if (job.isRunning()) {
      active += job.row().running();
      activeJobs++;
    } else {
      jobs.merge(job.outcome(), 1L, Long::sum);
    }
  }

  /** Takes back what was added of a job that is added again, with newer counts. */
  void takeBack(Counts counts) {
    add(counts, -1);
  }

  private void add(Counts counts, int sign) {
    tasks.merge("succeeded", sign * counts.succeeded(), Long::sum);
    tasks.merge("failed", sign * counts.failed(), Long::sum);
    tasks.merge("timedOut", sign * counts.timedOut(), Long::sum);
    tasks.merge("crashed", sign * counts.crashed(), Long::sum);
    tasks.merge("cancelled", sign * counts.cancelled(), Long::sum);
    retries += sign * counts.retried();
  }

  /** How many tasks ended, by how. */
  public Map<String, Long> tasks() {
    return tasks;
  }

  /** How many jobs ended, by how. */
  public Map<String, Long> jobs() {
    return jobs;
  }

  public long retries() {
    return retries;
  }

  /** How many workers took the place of one that had died with a task. */
  public long died() {
    return died;
  }

  /** How many were replaced for other reasons. */
  public long renewed() {
    return renewed;
  }

  /** How many tasks run. */
  public long active() {
    return active;
  }

  public long activeJobs() {
    return activeJobs;
  }
}
