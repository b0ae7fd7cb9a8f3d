package dev.headway.internal.progress;

/**
 * Tells from a number that a living worker changes every second or so whether the worker stands
 * still. Used by the thread that takes snapshots alone, with every snapshot.
 */
final class HeartbeatMonitor {
  /** A busy worker that was silent for so long is stalled. */
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

  /** The worker has nothing to do, or cannot say whether it is alive. */
  void rest() {
    quiet = false;
  }
}
