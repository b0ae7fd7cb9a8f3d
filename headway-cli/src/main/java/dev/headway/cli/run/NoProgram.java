package dev.headway.cli.run;

/** The program of a command does not exist; the message says so. */
public final class NoProgram extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  NoProgram(String message) {
    super(message);
  }
}
