package dev.headway.cli.report;

/** A file of which no report can be made; the message says why. */
public final class ReportProblem extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  ReportProblem(String message) {
    super(message);
  }
}
