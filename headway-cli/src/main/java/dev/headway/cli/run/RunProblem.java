package dev.headway.cli.run;

/** Something around the commands failed, such as a file that cannot be written. */
public final class RunProblem extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  RunProblem(String message) {
    super(message);
  }
}
