package dev.headway.internal.dashboard.model;

import org.jspecify.annotations.Nullable;

/**
 * The time of a job in milliseconds since its start, by the job's own clock. The system's clock may
 * be set meanwhile: it only tells the little time since the last snapshot.
 */
final class JobClock {
  /**
   * Snapshots come twice a second, unless the program stands still, which is no time of the job.
   */
  private static final long MAX_SINCE_SNAPSHOT = 2_000;

  private long anchorAt;
  private long anchorElapsed;
  private boolean anchored;
  private long latest;

  /** Takes the time of a snapshot. */
  void anchor(@Nullable Long at, long elapsedMillis) {
    if (at != null) {
      anchorAt = at;
      anchored = true;
    }
    anchorElapsed = elapsedMillis;
    latest = Math.max(latest, elapsedMillis);
  }

  /** The time of a line that is no snapshot. Never before the last snapshot. */
  long millis(@Nullable Long at) {
    long since = at == null || !anchored ? 0 : Math.max(0, at - anchorAt);
    long now = anchorElapsed + Math.min(MAX_SINCE_SNAPSHOT, since);
    latest = Math.max(latest, now);
    return now;
  }

  /** The latest time of which anything is known. */
  long latest() {
    return latest;
  }
}
