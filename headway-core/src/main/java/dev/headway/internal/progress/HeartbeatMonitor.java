package dev.headway.internal.progress;

/**
 * Detects a stalled worker by its heartbeat, a number that a live worker changes about every
 * second. Used by the thread that takes snapshots alone, with every snapshot.
 */
final class HeartbeatMonitor {
  /** A busy worker without a heartbeat for this time is stalled. */
  private static final long SILENCE = 5_000_000_000L;

  private long lastBeats;
  private long quietSince;
  private boolean quiet;

  /** Tells whether a busy worker is stalled. */
  boolean stalled(long beats, long now) {
    if (!quiet || beats != lastBeats) {
      quiet = true;
      lastBeats = beats;
      quietSince = now;
      return false;
    }
    return now - quietSince >= SILENCE;
  }

  /** Starts anew: the worker is idle, or has no heartbeat. */
  void rest() {
    quiet = false;
  }
}
