package dev.headway.cli;

import dev.headway.internal.text.ControlEscapes;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** Tells that the end of a recording is missing. */
final class TruncationWarning {

  private static final int MAX_LENGTH = 6000;

  private TruncationWarning() {}

  static void tell(CommandSpec spec, Path file, int line) {
    spec.commandLine()
        .getErr()
        .println(
            ControlEscapes.of(
                spec.qualifiedName()
                    + (": " + file + " is cut off in line " + line)
                    + "; all that is before it was used.",
                MAX_LENGTH));
  }
}
