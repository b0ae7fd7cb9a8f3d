package dev.headway.cli.progress;

/** Bytes cannot be passed on, or a file or process cannot be looked at; the message says why. */
public final class TransferProblem extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  TransferProblem(String message) {
    super(message);
  }
}
