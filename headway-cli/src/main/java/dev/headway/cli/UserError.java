package dev.headway.cli;

/**
 * Something that a user can put right, which came up when the command was already understood; the
 * message says what, in one line.
 */
final class UserError extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  UserError(String message) {
    super(message);
  }
}
