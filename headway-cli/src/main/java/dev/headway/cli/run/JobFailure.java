package dev.headway.cli.run;

import dev.headway.cli.run.FinishedJob.Ending;
import dev.headway.internal.process.protocol.ExitStatus;

/** A command did not end well. It has no stack: nothing of this program has failed. */
final class JobFailure extends Exception {
  @java.io.Serial private static final long serialVersionUID = 1L;

  private static final int SIGNALLED = 128;

  JobFailure(String message) {
    super(message, null, false, false);
  }

  /** Says how a process ended. */
  static JobFailure of(Ending ending) {
    return new JobFailure(
        ending.signal() == 0
            ? "exited with status " + ending.exit()
            : ExitStatus.describe(SIGNALLED + ending.signal(), false, ""));
  }

  /** As views show it: the class of this exception says nothing to the user of a command. */
  @Override
  public String toString() {
    return "Command: " + getMessage();
  }
}
