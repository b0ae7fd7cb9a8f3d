package dev.headway.progress;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one progress at one instant. What is unknown is null, never 0.
 *
 * @param id tells the rows of one process apart; the same in all snapshots
 * @param depth 0, or one more than the row that this one is nested in
 * @param label what is being done; may be empty
 * @param unit what is counted
 * @param total how many there are in all, or null if that is not known. As declared: the true count
 *     may turn out higher or lower
 * @param counts how many ended, and how
 * @param running how many are being worked on at this instant; 0 for a progress advanced by hand
 * @param stalled how many of the workers that have a task have shown no activity for some seconds,
 *     as if their processes were stopped
 * @param fraction the part that is done, by weight if there are weights, where 1 is all; above 1 if
 *     the total was too low; null if it is not known
 * @param elapsedNanos the time since the start, in nanoseconds, by the {@link Ticker} of the
 *     display
 * @param rate how many end per second, or null before there is evidence
 * @param forecast the time left, or null if it is not known
 * @param state whether it goes on
 * @param note why it stands still, in a few words; empty if there is nothing to say
 * @param accuracy how good the forecasts were, in the last row of a progress; null before, and if
 *     it was too short to tell
 * @param longest those of the running tasks that have been running for longest, the oldest first; a
 *     few at most, and none that have just begun
 */
public record Row(
    long id,
    int depth,
    String label,
    Unit unit,
    @Nullable Long total,
    Counts counts,
    int running,
    int stalled,
    @Nullable Double fraction,
    long elapsedNanos,
    @Nullable Double rate,
    @Nullable Forecast forecast,
    State state,
    String note,
    @Nullable Accuracy accuracy,
    List<RunningTask> longest) {

  /**
   * Copies the list.
   *
   * @param id tells the rows of one process apart
   * @param depth how deep it is nested
   * @param label what is being done
   * @param unit what is counted
   * @param total how many there are in all
   * @param counts how many ended, and how
   * @param running how many are being worked on
   * @param stalled how many workers show no activity
   * @param fraction the part that is done
   * @param elapsedNanos the time since the start
   * @param rate how many end per second
   * @param forecast the time left
   * @param state whether it goes on
   * @param note why it stands still
   * @param accuracy how good the forecasts were
   * @param longest the tasks that have been running for longest
   */
  public Row {
    longest = List.copyOf(longest);
  }

  /** Whether a progress goes on. */
  public enum State {
    /** It goes on. */
    RUNNING,
    /** It came to its end, with or without failures. */
    FINISHED,
    /** It was given up: cancelled, or its owner failed. */
    STOPPED
  }

  /**
   * Tells whether nothing waits any more: all that is left is being worked on.
   *
   * @return true if the total is known, and no more are left than run
   */
  public boolean queueEmpty() {
    return state == State.RUNNING
        && running > 0
        && total != null
        && counts.settled() + running >= total;
  }

  /**
   * Tells whether everything is done: it ended, and as many are settled as there were.
   *
   * @return true if this may be called 100 %
   */
  public boolean complete() {
    return state == State.FINISHED && (total == null || counts.settled() == total);
  }
}
