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
    Counts counts = job.row().counts();
    tasks.merge("succeeded", counts.succeeded(), Long::sum);
    tasks.merge("failed", counts.failed(), Long::sum);
    tasks.merge("timedOut", counts.timedOut(), Long::sum);
    tasks.merge("crashed", counts.crashed(), Long::sum);
    tasks.merge("cancelled", counts.cancelled(), Long::sum);
    retries += counts.retried();
    died += job.troubles().lost();
    renewed += Math.max(0, job.troubles().replaced() - job.troubles().lost());
    if (job.isRunning()) {
      active += job.row().running();
      activeJobs++;
    } else {
      jobs.merge(job.outcome(), 1L, Long::sum);
    }
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

  /** How many workers died while they ran a task. */
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
