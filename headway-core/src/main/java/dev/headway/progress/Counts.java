package dev.headway.progress;

/**
 * How many ended, and how: kept apart, never clamped. For a progress that is advanced by hand all
 * that was advanced counts as succeeded.
 *
 * @param succeeded those that ended well
 * @param failed those whose function threw, or whose input or result could not travel
 * @param timedOut those that ran for longer than they may
 * @param crashed those that died with their worker
 * @param cancelled those that were started but not finished
 * @param retried how many attempts did not end well and were repeated; these are no ends
 */
public record Counts(
    long succeeded, long failed, long timedOut, long crashed, long cancelled, long retried) {

  /**
   * All that came to an end of their own, well or not. What was cancelled is not among them:
   * nothing is known of it.
   *
   * @return the sum of succeeded, failed, timed out and crashed
   */
  public long settled() {
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
}
