package dev.headway.cli;

import dev.headway.internal.system.ProcessStarter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Decides whether standard output is written in colour. */
final class Colour {

  private Colour() {}

  /** The first of the usual variables that is set decides, then whether it is a terminal. */
  static boolean wanted(Map<String, String> environment, BooleanSupplier isTerminal) {
    String force = environment.getOrDefault("FORCE_COLOR", "");
    if (!force.isEmpty()) {
      return !force.equals("0") && !force.equalsIgnoreCase("false");
    }
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()
        || environment.getOrDefault("TERM", "").equals("dumb")) {
      return false;
    }
    return isTerminal.getAsBoolean();
  }

  /**
   * Java's own {@code System.console()} answers for standard input as well, and differs by version.
   */
  static boolean isOutputTerminal() {
    return isTerminal(1);
  }

  /**
   * Whether a stream is a terminal.
   *
   * @param descriptor 0 for standard input, 1 for standard output, 2 for standard error
   */
  static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException noSuchFolder) {
      return isTerminalByShell(descriptor);
    }
  }

  private static boolean isTerminalByShell(int descriptor) {
    ProcessBuilder test =
        new ProcessBuilder("/bin/sh", "-c", "test -t " + descriptor)
            .redirectInput(Redirect.INHERIT)
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT);
    try {
      return ProcessStarter.start(test).waitFor() == 0;
    } catch (IOException noShell) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
