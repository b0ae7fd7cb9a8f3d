package dev.headway.progress;

/**
 * How many ended, and how: kept apart, never clamped. For a progress that is advanced by hand all
 * that was advanced counts as succeeded.
 *
 * @param succeeded those that ended well
 * @param failed those whose function threw, or whose input or result could not be serialized
 * @param timedOut those that ran for longer than they may
 * @param crashed those that died with their worker
 * @param cancelled those that were taken from the source but not finished
 * @param retried how many attempts did not end well and were repeated; these are no ends
 * @param before those that were done before this run began: an earlier run has them in its journal,
 *     or the caller said so
 */
public record Counts(
    long succeeded,
    long failed,
    long timedOut,
    long crashed,
    long cancelled,
    long retried,
    long before) {

  /**
   * The counts of a run before which nothing was done.
   *
   * @param succeeded those that ended well
   * @param failed those whose function threw, or whose input or result could not be serialized
   * @param timedOut those that ran for longer than they may
   * @param crashed those that died with their worker
   * @param cancelled those that were taken from the source but not finished
   * @param retried how many attempts did not end well and were repeated
   */
  public Counts(
      long succeeded, long failed, long timedOut, long crashed, long cancelled, long retried) {
    this(succeeded, failed, timedOut, crashed, cancelled, retried, 0);
  }

  /**
   * All that are done, well or not, those of earlier runs included. What was cancelled is not among
   * them: nothing is known of it.
   *
   * @return the sum of succeeded, failed, timed out, crashed and before
   */
  public long settled() {
    return ended() + before;
  }

  /**
   * All that came to an end of their own in this run, well or not. Only these tell how fast it is.
   *
   * @return the sum of succeeded, failed, timed out and crashed
   */
  public long ended() {
    return succeeded + failed + timedOut + crashed;
  }

  /**
   * All that ended without a result.
   *
   * @return the sum of failed, timed out, crashed and cancelled
   */
  public long unsuccessful() {
    return failed + timedOut + crashed + cancelled;
  }

  /**
   * The counts of two progresses together.
   *
   * @param more what to add
   * @return new counts, each of them the sum of both
   */
  public Counts plus(Counts more) {
    return new Counts(
        succeeded + more.succeeded,
        failed + more.failed,
        timedOut + more.timedOut,
        crashed + more.crashed,
        cancelled + more.cancelled,
        retried + more.retried,
        before + more.before);
  }
}
