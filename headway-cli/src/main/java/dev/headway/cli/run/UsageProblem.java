package dev.headway.cli.run;

/** The command line asks for what cannot be done; the message says why and what to write. */
public final class UsageProblem extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  /**
   * Makes a problem.
   *
   * @param message what is wrong, and what to write
   */
  public UsageProblem(String message) {
    super(message);
  }

  /** Returns what to write. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
