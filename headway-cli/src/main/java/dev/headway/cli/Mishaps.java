package dev.headway.cli;

import dev.headway.JobException;
import dev.headway.work.WorkerStartException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user reads when something goes wrong: one line, and the exit status. */
final class Mishaps {
  static final int FAILED = 1;
  static final int MISUNDERSTOOD = 2;

  /** What a shell says of a program that was ended by SIGPIPE, which Java does not let happen. */
  static final int OUTPUT_CLOSED = 141;

  private Mishaps() {}

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
    commandLine.getErr().println(line);
    return MISUNDERSTOOD;
  }

  static int failed(Exception e, CommandLine commandLine, @Nullable ParseResult parsed) {
    if (e instanceof Paper.ClosedException) {
      return OUTPUT_CLOSED;
    }
    if (isEnding()) {
      return FAILED; // Whoever ends this process decides the status, and knows why tasks fail now.
    }
    commandLine.getErr().println(commandLine.getCommandSpec().qualifiedName() + ": " + reason(e));
    return FAILED;
  }

  /** Says it in one line; the stack is shown only where the fault must be in this program. */
  private static String reason(Exception e) {
    if (e instanceof JobException || e instanceof WorkerStartException || e instanceof Mishap) {
      return String.valueOf(e.getMessage());
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
