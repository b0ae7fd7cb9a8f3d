package dev.headway.internal.process.codec;

import java.io.IOException;

/** Something cannot travel, though it is serializable; the message says why. */
public final class UnsendableException extends IOException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  public UnsendableException(String message) {
    super(message);
  }
}
