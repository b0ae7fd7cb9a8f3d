package dev.headway.process;

import java.io.IOException;

/** Something cannot travel, though it is serializable; the message says why. */
final class UnsendableException extends IOException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  UnsendableException(String message) {
    super(message);
  }
}
