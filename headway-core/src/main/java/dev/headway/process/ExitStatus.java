package dev.headway.process;

import java.util.Map;

/** What the exit status of a JVM means, in words that follow "Worker 2 (pid 1234) ". */
final class ExitStatus {
  private static final Map<Integer, String> SIGNALS =
      Map.ofEntries(
          Map.entry(1, "SIGHUP"),
          Map.entry(2, "SIGINT"),
          Map.entry(3, "SIGQUIT"),
          Map.entry(4, "SIGILL"),
          Map.entry(5, "SIGTRAP"),
          Map.entry(6, "SIGABRT"),
          Map.entry(7, "SIGBUS"),
          Map.entry(8, "SIGFPE"),
          Map.entry(9, "SIGKILL"),
          Map.entry(11, "SIGSEGV"),
          Map.entry(13, "SIGPIPE"),
          Map.entry(14, "SIGALRM"),
          Map.entry(15, "SIGTERM"),
          Map.entry(24, "SIGXCPU"),
          Map.entry(25, "SIGXFSZ"),
          Map.entry(31, "SIGSYS"));

  static final int OUT_OF_MEMORY = 3;
  private static final int MAX_SIGNAL = 64;

  private ExitStatus() {}

  /**
   * Decodes a status.
   *
   * @param exiting whether the child said that it shuts down; it does on System.exit, and does not
   *     when it is out of memory or halted
   */
  static String describe(int status, boolean exiting) {
    return describe(status, exiting, "the task");
  }

  /** The same for an end that another than a task is to blame for. */
  static String describe(int status, boolean exiting, String who) {
    int signal = status - 128;
    if (tellsOfSignal(status)) {
      String name = SIGNALS.getOrDefault(signal, "a signal") + " (" + signal + ")";
      return switch (signal) {
        case 9 -> "was killed by " + name + ", perhaps by the kernel's out-of-memory killer,";
        case 4, 6, 7, 8, 11 -> "crashed with " + name;
        default -> "was ended by " + name;
      };
    }
    String exited = "exited with status " + status;
    if (exiting) {
      return exited + " (" + who + " called System.exit)";
    }
    return status == OUT_OF_MEMORY
        ? exited + " (it ran out of memory, or " + who + " called Runtime.halt)"
        : exited + " (" + who + " called Runtime.halt, or the JVM ended itself)";
  }

  static boolean tellsOfSignal(int status) {
    return status > 128 && status - 128 <= MAX_SIGNAL;
  }
}
