package dev.headway.recording;

import java.io.IOException;

/** A recording that cannot be read; the message names the line. */
public final class CastException extends IOException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  CastException(String message) {
    super(message);
  }
}
