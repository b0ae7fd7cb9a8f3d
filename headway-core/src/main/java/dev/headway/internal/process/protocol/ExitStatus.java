package dev.headway.internal.process.protocol;

import java.util.Map;
import java.util.Set;

/** What the exit status of a JVM means, in words that follow "Worker 2 (pid 1234) ". */
public final class ExitStatus {
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

  /** Those that are sent from outside. */
  private static final Set<Integer> KILLS = Set.of(1, 2, 9, 13, 14, 15, 24);

  private static final String OUT_OF_MEMORY_KILLER =
      ", perhaps by the kernel's out-of-memory killer";

  public static final int OUT_OF_MEMORY = 3;

  /** Of a process that was killed. */
  public static final int KILLED = 128 + 9;

  /** The worker did not find the folder in which it was to meet its parent. */
  public static final int NOT_MET = 69;

  private static final int MAX_SIGNAL = 64;

  private ExitStatus() {}

  /**
   * Decodes a status.
   *
   * @param exiting whether the worker said that it shuts down; it does on System.exit, and does not
   *     when it is out of memory or halted
   * @param code what ran in it
   */
  public static String describe(int status, boolean exiting, String code) {
    int signal = status - 128;
    if (tellsOfSignal(status)) {
      String name = SIGNALS.getOrDefault(signal, "a signal") + " (" + signal + ")";
      return switch (signal) {
        case 9 -> "was killed by " + name + OUT_OF_MEMORY_KILLER;
        case 4, 6, 7, 8, 11 -> "crashed with " + name;
        default -> "was ended by " + name;
      };
    }
    String exited = "exited with status " + status;
    if (exiting) {
      return exited + " (" + code + " called System.exit)";
    }
    return status == OUT_OF_MEMORY
        ? exited + " (it ran out of memory, or " + code + " called Runtime.halt)"
        : exited + " (" + code + " called Runtime.halt, or the JVM ended itself)";
  }

  /** A description for the middle of a sentence. */
  public static String inSentence(String description) {
    return description.endsWith(OUT_OF_MEMORY_KILLER) ? description + "," : description;
  }

  /** Whether the process was ended from outside, as far as a status can tell. */
  public static boolean tellsOfKill(int status) {
    return tellsOfSignal(status) && KILLS.contains(status - 128);
  }

  public static boolean tellsOfSignal(int status) {
    return status > 128 && status - 128 <= MAX_SIGNAL;
  }
}
