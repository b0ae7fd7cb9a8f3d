package dev.headway.internal.process.launch;

import dev.headway.internal.process.protocol.ExitStatus;
import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.FileErrors;
import dev.headway.internal.text.UserText;
import dev.headway.work.WorkerStartException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says why a worker did not start: which worker and the cause in the first line, details below.
 *
 * @param number the number of the worker
 * @param command the command of the worker, fit to be shown; empty if there was none yet
 * @param stage what the worker had not come to
 * @param initializing whether it ran its initializer
 */
record StartFailure(int number, List<String> command, String stage, boolean initializing) {
  private static final String FULL_MACHINE =
      " There are too many processes or open files, or too little memory: see ulimit -a, or use fewer"
          + " workers.";

  /** There is no worker. */
  WorkerStartException notBegun(IOException cause) {
    String why = String.valueOf(UserText.message(cause));
    boolean scarce = ResourceExhaustion.isCauseOf(cause);
    return exception(
        scarce ? UserText.sentence(why) + FULL_MACHINE : why, true, List.of(), cause, scarce);
  }

  /** The worker is innocent: what it would have looked for could not be made. */
  WorkerStartException notMet(IOException cause) {
    String why =
        cause instanceof FileSystemException file
            ? "its temporary file " + file.getFile() + " cannot be made: " + FileErrors.of(file)
            : UserText.sentence(
                    "what it is to meet this program by cannot be made: " + UserText.message(cause))
                + FULL_MACHINE;
    return exception(why, false, List.of(), cause, true);
  }

  /** This JVM has ended the start, for a reason that it says. */
  WorkerStartException ended(String reason, List<String> printed, IOException cause) {
    return exception(reason, true, printed, cause, ResourceExhaustion.line(printed) != null);
  }

  WorkerStartException initializerFailed(Throwable error, List<String> printed) {
    return exception(
        "its initializer failed: " + ControlEscapes.value(error, WorkerProtocol.MAX_ERROR_LENGTH),
        false,
        printed,
        error,
        false);
  }

  /**
   * The worker has ended by itself.
   *
   * @param exiting whether it said that it shuts down
   */
  WorkerStartException exited(
      int status,
      boolean exiting,
      @Nullable Path crashFile,
      List<String> printed,
      IOException cause) {
    if (status == ExitStatus.NOT_MET && !initializing) {
      String why = "the temporary folder in which it was to meet this program has vanished";
      return exception(why, false, printed, cause, true);
    }
    String scarce = ResourceExhaustion.line(printed);
    if (exiting && !ExitStatus.tellsOfSignal(status)) {
      String how = ExitStatus.describe(status, true, "the initializer");
      return exception("its initializer ended the JVM: it " + how, true, printed, cause, false);
    }
    String line = scarce != null ? scarce : printed.stream().findFirst().orElse(null);
    boolean telling = line != null && !ExitStatus.tellsOfSignal(status) && !initializing;
    String who = initializing ? "the initializer" : "code that ran at its start";
    String how =
        telling
            ? "it exited with status " + status + " before " + stage + ": " + line
            : "it "
                + ExitStatus.inSentence(ExitStatus.describe(status, false, who))
                + " before "
                + stage;
    if (scarce != null) {
      deleteQuietly(crashFile); // It tells of a full machine, and would be one more at each try.
    }
    boolean withCommand = !ExitStatus.tellsOfKill(status);
    boolean mayPass = ExitStatus.tellsOfSignal(status) || scarce != null;
    return exception(how, withCommand, printed, cause, mayPass);
  }

  private static void deleteQuietly(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // Then it stays.
    }
  }

  private WorkerStartException exception(
      String why, boolean withCommand, List<String> printed, Throwable cause, boolean mayPass) {
    StringBuilder text = new StringBuilder("Worker " + number + " could not be started: ");
    text.append(UserText.sentence(why));
    if (withCommand && !command.isEmpty()) {
      text.append("\nIts command: ").append(String.join(" ", command));
    }
    if (!printed.isEmpty()) {
      text.append("\nIt printed:");
      printed.forEach(line -> text.append("\n  ").append(line));
    }
    if (withCommand && !command.isEmpty()) {
      text.append(
          "\nTo test its options, run the command with -version in place of the main class.");
    }
    return new WorkerStartException(text.toString(), cause, mayPass);
  }
}
