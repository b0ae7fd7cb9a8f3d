package dev.headway.internal.scheduler;

/**
 * Counts the threads of a pool that were given up, since their task ignores its interrupt. The
 * number is limited, since each of them stays. Not safe for use by several threads.
 */
final class StuckThreads {
  private final int most;
  private int count;

  /**
   * @param most how many may be given up
   */
  StuckThreads(int most) {
    this.most = most;
  }

  /** Counts the thread of a worker, and says so. Returns true if another may take its place. */
  boolean giveUp(int worker) {
    count++;
    System.getLogger(StuckThreads.class.getName())
        .log(
            System.Logger.Level.WARNING,
            "A task on worker {0} ignores its interrupt, so its thread is given up. Run such tasks"
                + " on Processes.",
            worker);
    return !areTooMany();
  }

  /** Returns true if no thread may take the place of another any more. */
  boolean areTooMany() {
    return count > most;
  }

  /** Returns why a run has no thread left. */
  IllegalStateException failure() {
    return new IllegalStateException(
        count
            + " threads are stuck in tasks that ignore their interrupt. Threads"
            + " cannot be killed; run such tasks on Processes.");
  }
}
