package dev.headway.recording;

import org.jspecify.annotations.Nullable;

/**
 * When events happen if no wait between two of them is longer than some limit. Not safe for several
 * threads.
 */
public final class Timing {
  private final long limitMicros;
  private long last;
  private long now;

  /**
   * Makes one for the events of one recording.
   *
   * @param limit the longest wait in seconds, or null for no limit
   */
  public Timing(@Nullable Double limit) {
    this.limitMicros = limit == null ? Long.MAX_VALUE : (long) Math.min(1e15, limit * 1e6);
  }

  /**
   * When the next event happens.
   *
   * @param event the one after that of the last call
   * @return microseconds since the beginning
   */
  public long micros(CastEvent event) {
    now = peek(event);
    last = event.micros();
    return now;
  }

  /** When an event would happen, if it were the next. */
  long peek(CastEvent event) {
    return now + Math.min(limitMicros, event.micros() - last);
  }
}
