package dev.headway.cli.run;

import dev.headway.cli.run.FinishedJob.Ending;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.FileErrors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a process could not be started.
 *
 * @param ending what a joblog says
 * @param message what a person reads
 */
record StartError(Ending ending, String message) {
  /** As the versions of Java say it: error=2, No such file; error: 2 (No such file). */
  private static final Pattern NUMBER = Pattern.compile("error[=:] ?(\\d+)[, (]+([^)]*)");

  private static final int NO_SUCH_FILE = 2;
  private static final int NOT_ALLOWED = 13;

  private static final Map<Integer, String> ADVICE =
      Map.of(
          7, "its words are too long for this system",
          11, "the system has no more processes; use fewer at once (-j)",
          12, "the system has no memory for another process; use fewer at once (-j)",
          24, "this program may open no more files; use fewer at once (-j)");

  /**
   * Decodes an error.
   *
   * @param program the first word, a byte text
   */
  static StartError of(String program, IOException e) {
    if (e.getCause() instanceof FileNotFoundException spool) {
      return new StartError(
          Ending.NOT_STARTED, "its output cannot be kept: " + FileErrors.of(spool));
    }
    String shown = ControlEscapes.of(ByteText.shown(program));
    Matcher number = NUMBER.matcher(String.valueOf(e.getMessage()));
    if (!number.find()) {
      return new StartError(
          Ending.NOT_STARTED, shown + " cannot be started: " + ControlEscapes.of(message(e)));
    }
    int error = Integer.parseInt(number.group(1));
    String path = new Programs(System.getenv("PATH")).find(program);
    if (error == NO_SUCH_FILE && path == null) {
      return new StartError(Ending.NOT_FOUND, "there is no program " + shown);
    }
    String reason = ADVICE.getOrDefault(error, number.group(2).toLowerCase(Locale.ROOT));
    if (path != null && (error == NO_SUCH_FILE || error == NOT_ALLOWED)) {
      Interpreter interpreter = Interpreter.atFault(path);
      reason =
          interpreter != null
              ? ControlEscapes.of(interpreter.problem())
              : error == NO_SUCH_FILE ? "it is there, but not the loader that it needs" : reason;
    }
    // A shell reports the same for both.
    Ending ending = error == NO_SUCH_FILE ? Ending.NOT_FOUND : Ending.NOT_STARTED;
    return new StartError(ending, shown + " cannot be started: " + reason);
  }

  private static String message(IOException e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }
}
