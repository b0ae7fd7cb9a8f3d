package dev.headway.cli.run;

import dev.headway.progress.ProgressEvent;
import org.jspecify.annotations.Nullable;

/** Hears of jobs, and passes on what they wrote and how they ended. */
final class JobEnds implements JobListener {
  private final JobTable table;
  private final Tally tally;
  private final JobOutput output;
  private final @Nullable LineFollower follower;
  private final @Nullable JobLog log;
  private final @Nullable ResultFolder results;

  /**
   * @param table the jobs that have ended
   * @param follower shows lines while jobs run; null if their output is shown at their end
   * @param log the joblog; null without one
   * @param results where the output is kept; null if it is not
   */
  JobEnds(
      JobTable table,
      Tally tally,
      JobOutput output,
      @Nullable LineFollower follower,
      @Nullable JobLog log,
      @Nullable ResultFolder results) {
    this.table = table;
    this.tally = tally;
    this.output = output;
    this.follower = follower;
    this.log = log;
    this.results = results;
  }

  /** Hears of the end of a job, after its last attempt. */
  void note(ProgressEvent event) {
    if (event instanceof ProgressEvent.TaskEnded ended) {
      FinishedJob job = table.get(ended.index());
      if (job != null) {
        note(job);
      }
      tally.ended(ended.error() == null);
    }
  }

  private void note(FinishedJob job) {
    Block block = job.input().block();
    if (log != null) {
      log.add(job);
    }
    if (block != null) {
      block.delete();
    }
  }

  /**
   * Shows or keeps the output of a job that has ended, unless an earlier run has done it. Returns
   * false if some of it is lost.
   */
  boolean show(long index) {
    FinishedJob job = table.take(index);
    if (job == null) {
      return true;
    }
    boolean whole = follower == null || !output.out().hasFailed() && !output.err().hasFailed();
    if (follower == null && results == null) {
      whole = output.show(job);
    }
    if (results != null) {
      whole = results.take(job) && whole;
    }
    job.spool().delete();
    return whole;
  }

  /** Shows the output of jobs before this one that were ended with the run, or are not done. */
  void showBefore(long index) {
    table.all().stream()
        .filter(job -> job.number() <= index)
        .forEach(job -> show(job.number() - 1));
  }

  @Override
  public void started(JobInput input, long number, Spool spool) {
    if (follower != null) {
      follower.follow(input, number, spool);
    }
  }

  @Override
  public void complete(Spool spool) {
    if (follower != null) {
      follower.finish(spool);
    }
  }

  @Override
  public void killed(FinishedJob job) {
    tally.killed();
    note(job);
  }
}
