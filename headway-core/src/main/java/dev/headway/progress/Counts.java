package dev.headway.progress;

/**
 * How many ended, and how: kept apart, never clamped. For a progress that is advanced by hand all
 * that was advanced counts as succeeded.
 *
 * @param succeeded those that ended well
 * @param failed those whose function threw, or whose input or result could not travel
 * @param crashed those that died with their worker
 * @param cancelled those that were taken up but not finished
 */
public record Counts(long succeeded, long failed, long crashed, long cancelled) {

  /**
   * All that ended, in whatever way.
   *
   * @return the sum
   */
  public long settled() {
    return succeeded + failed + crashed + cancelled;
  }

  /**
   * All that ended without a result.
   *
   * @return the sum of failed, crashed and cancelled
   */
  public long unsuccessful() {
    return failed + crashed + cancelled;
  }
}
