package dev.headway.cli;

import dev.headway.JobException;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.work.JournalException;
import dev.headway.work.WorkerStartException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user reads when something goes wrong: one line, and the exit status. */
final class ErrorReporter {
  static final int FAILED = 1;
  static final int MISUNDERSTOOD = 2;

  /**
   * The exit status that a shell reports after SIGPIPE. Java ignores that signal, so the command
   * returns the status itself.
   */
  static final int OUTPUT_CLOSED = 141;

  /** Enough for a path and a message about it. */
  private static final int MAX_LENGTH = 6000;

  private static final String MEMORY =
      "There is not enough memory. Give the JVM more, as by JAVA_TOOL_OPTIONS=-Xmx4g.";

  private ErrorReporter() {}

  static int misunderstood(ParameterException e, String[] args) {
    CommandLine commandLine = e.getCommandLine();
    String name = commandLine.getCommandSpec().qualifiedName();
    StringBuilder line = new StringBuilder(name + ": " + sentence(e));
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      List<String> similar = unmatched.getSuggestions();
      line.append(" Did you mean ").append(String.join(" or ", similar)).append('?');
    }
    line.append(" See '").append(name).append(" --help'.");
    commandLine.getErr().println(ControlEscapes.of(line.toString(), MAX_LENGTH));
    return commandLine.getCommandSpec().exitCodeOnInvalidInput();
  }

  static int failed(Exception e, CommandLine commandLine, @Nullable ParseResult parsed) {
    String name = commandLine.getCommandSpec().qualifiedName();
    if (e instanceof ConsoleOutput.ClosedException) {
      return outputClosed(name, commandLine.getErr());
    }
    if (isEnding()) {
      return commandLine
          .getCommandSpec()
          .exitCodeOnExecutionException(); // The process is ending, which decides the status and is
      // why tasks fail now.
    }
    commandLine.getErr().println(name + ": " + reason(e));
    return commandLine.getCommandSpec().exitCodeOnExecutionException();
  }

  /** Returns the status when standard output takes no more; reports the reason, if there is one. */
  static int outputClosed() {
    return outputClosed("headway", new PrintWriter(System.err, true, Charset.defaultCharset()));
  }

  private static int outputClosed(String name, PrintWriter err) {
    String why = StandardOutput.problem();
    if (why == null) {
      return OUTPUT_CLOSED;
    }
    err.println(name + ": Standard output cannot be written: " + why + ".");
    return FAILED;
  }

  /**
   * Runs a command, and reports errors of the JVM as clearly as those of a command. Picocli lets
   * errors through to the end of the thread, which prints a stack.
   */
  static int run(ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (OutOfMemoryError e) {
      throw failure(parsed, new UserError(MEMORY));
    } catch (StackOverflowError | LinkageError e) {
      throw failure(parsed, new IllegalStateException(e));
    }
  }

  private static ExecutionException failure(ParseResult parsed, Exception cause) {
    List<CommandLine> all = parsed.asCommandLineList();
    return new ExecutionException(
        all.get(all.size() - 1), String.valueOf(cause.getMessage()), cause);
  }

  /** Returns the message of an error, with a stack trace only for a fault of this program. */
  private static String reason(Exception e) {
    if (e instanceof JobException
        || e instanceof JournalException
        || e instanceof WorkerStartException
        || e instanceof UserError) {
      return ControlEscapes.lines(String.valueOf(e.getMessage()));
    }
    StringWriter stack = new StringWriter();
    e.printStackTrace(new PrintWriter(stack, true));
    return "this is a fault of Headway, please report it: " + stack;
  }

  private static String sentence(ParameterException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !e.getCommandLine().getSubcommands().isEmpty()) {
      message = "There is no command '" + unmatched.getUnmatched().get(0) + "'";
    }
    return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
  }

  /** Tells whether this process is shutting down, because of a signal for example. */
  private static boolean isEnding() {
    Thread hook = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      Runtime.getRuntime().removeShutdownHook(hook);
      return false;
    } catch (IllegalStateException shuttingDown) {
      return true;
    }
  }
}
