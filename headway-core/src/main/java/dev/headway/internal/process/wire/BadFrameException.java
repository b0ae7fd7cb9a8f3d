package dev.headway.internal.process.wire;

import java.io.IOException;

/** What arrived from the other side is not a frame, or not one that belongs here. */
public final class BadFrameException extends IOException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  public BadFrameException(String message) {
    super(message);
  }
}
