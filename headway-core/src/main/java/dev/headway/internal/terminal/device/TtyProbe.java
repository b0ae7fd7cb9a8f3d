package dev.headway.internal.terminal.device;

import dev.headway.internal.system.ProcessStarter;
import dev.headway.internal.terminal.layout.Size;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the operating system about the terminal. Nothing is written to it and nothing read from it,
 * and standard input and output may be anything.
 */
public final class TtyProbe {

  public static final int STANDARD_OUTPUT = 1;
  public static final int STANDARD_ERROR = 2;

  private static final long PATIENCE_MILLIS = 1000;

  /** Without its signal a program does not stop, so a busy machine may take its time. */
  private static final long SIGNAL_PATIENCE_MILLIS = 10_000;

  private TtyProbe() {}

  /** Whether a file descriptor of this process is a terminal. */
  public static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      return isTerminal(Files.readSymbolicLink(link).toString());
    } catch (IOException | UnsupportedOperationException noSuchFolder) {
      return run("test -t " + descriptor, descriptor) != null;
    }
  }

  /** Whether standard output is the same terminal as standard error. */
  public static boolean isOutputOnSameTerminal() {
    try {
      Path output = Files.readSymbolicLink(Path.of("/proc/self/fd/" + STANDARD_OUTPUT));
      Path error = Files.readSymbolicLink(Path.of("/proc/self/fd/" + STANDARD_ERROR));
      return output.equals(error) && isTerminal(output.toString());
    } catch (IOException | UnsupportedOperationException noSuchFolder) {
      return isTerminal(STANDARD_OUTPUT);
    }
  }

  /**
   * Returns whether a reader of standard error sees standard output too. Then both go to the same
   * place, or to two pipes that a service merges into one log.
   */
  static boolean isOutputSeen() {
    try {
      Path output = Path.of("/proc/self/fd/" + STANDARD_OUTPUT);
      String target = Files.readSymbolicLink(output).toString();
      String error = Files.readSymbolicLink(Path.of("/proc/self/fd/" + STANDARD_ERROR)).toString();
      boolean pipe = target.startsWith("pipe:") || target.startsWith("socket:");
      return target.equals(error) || pipe && !isTerminal(error);
    } catch (IOException | UnsupportedOperationException noSuchFolder) {
      return isTerminal(STANDARD_OUTPUT) == isTerminal(STANDARD_ERROR);
    }
  }

  /** Whether the target of a link to an open file is a terminal. */
  public static boolean isTerminal(String target) {
    return target.startsWith("/dev/pts/")
        || target.startsWith("/dev/tty")
        || target.equals("/dev/console");
  }

  /** The size of the terminal at standard error; null if it does not tell. */
  static @Nullable public Size size() {
    // Inherit the descriptor and do not open it by name: the name may belong to another user.
    // Ctrl-Z reaches it too, and would hold up this program, which is to stop after its frame.
    String answer = run("trap '' TSTP; exec stty size <&2 2>/dev/null", STANDARD_ERROR);
    return answer == null ? null : Size.parse(answer);
  }

  /**
   * Sends a signal to this process; where that cannot be done, nothing happens.
   *
   * @param name without SIG
   */
  static void signal(String name) {
    String command = "kill -s " + name + " " + ProcessHandle.current().pid();
    run(command, STANDARD_ERROR, SIGNAL_PATIENCE_MILLIS);
  }

  /** What a command prints, which inherits one descriptor; null if it fails or takes too long. */
  private static @Nullable String run(String command, int inherited) {
    return run(command, inherited, PATIENCE_MILLIS);
  }

  private static @Nullable String run(String command, int inherited, long patienceMillis) {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", command).redirectInput(new File("/dev/null"));
    if (inherited == STANDARD_OUTPUT) {
      builder.redirectOutput(Redirect.INHERIT);
    } else {
      builder.redirectError(Redirect.INHERIT);
    }
    try {
      Process child = ProcessStarter.start(builder);
      try {
        if (!child.waitFor(patienceMillis, TimeUnit.MILLISECONDS) || child.exitValue() != 0) {
          return null;
        }
        byte[] answer = child.getInputStream().readNBytes(64);
        return new String(answer, StandardCharsets.US_ASCII);
      } finally {
        child.destroyForcibly();
        child.getInputStream().close();
        child.getErrorStream().close();
      }
    } catch (IOException noShell) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
