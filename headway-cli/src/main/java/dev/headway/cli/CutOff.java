package dev.headway.cli;

import dev.headway.text.Visible;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** Tells that the end of a recording is missing. */
final class CutOff {

  private static final int LONGEST = 6000;

  private CutOff() {}

  static void tell(CommandSpec spec, Path file, int line) {
    spec.commandLine()
        .getErr()
        .println(
            Visible.of(
                spec.qualifiedName()
                    + (": " + file + " is cut off in line " + line)
                    + "; all that is before it was used.",
                LONGEST));
  }
}
