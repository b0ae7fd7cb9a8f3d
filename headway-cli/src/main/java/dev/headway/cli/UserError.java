package dev.headway.cli;

/** Reports in one line what the user can put right, after the command was understood. */
final class UserError extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  UserError(String message) {
    super(message);
  }
}
