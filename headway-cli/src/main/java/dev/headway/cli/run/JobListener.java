package dev.headway.cli.run;

/** Hears of jobs. Called by the threads of the slots. */
interface JobListener {

  /** A process was started, and writes to its files. */
  default void started(JobInput input, long number, Spool spool) {}

  /**
   * A process has ended, and its files are complete. Another attempt may follow.
   *
   * @throws RunProblem if what it wrote cannot be read
   */
  default void complete(Spool spool) {}

  /** A job that ran was ended with the run: no outcome will tell of it. */
  void killed(FinishedJob job);
}
