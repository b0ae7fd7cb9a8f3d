package dev.headway.cli;

import org.jspecify.annotations.Nullable;

/** When events happen if no wait between two of them is longer than some limit. */
final class Timing {
  private final long limitMicros;
  private long last;
  private long now;

  /** With a limit in seconds, or null for none. */
  Timing(@Nullable Double limit) {
    this.limitMicros = limit == null ? Long.MAX_VALUE : (long) Math.min(1e15, limit * 1e6);
  }

  /** When the next event happens, in microseconds. */
  long micros(CastEvent event) {
    now = peek(event);
    last = event.micros();
    return now;
  }

  /** When an event would happen, if it were the next. */
  long peek(CastEvent event) {
    return now + Math.min(limitMicros, event.micros() - last);
  }
}
