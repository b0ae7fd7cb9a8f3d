package dev.headway.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the script that teaches a shell to complete the words of this command. */
@Command(
    name = "completion",
    description = {
      "Print a completion script for bash and zsh.",
      "To use it at once: source <(headway completion)"
    })
final class Completion implements Runnable {

  @Spec private CommandSpec spec;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  Completion() {}

  @Override
  public void run() {
    ConsoleOutput consoleOutput = ConsoleOutput.of(spec);
    consoleOutput.line(AutoComplete.bash("headway", spec.root().commandLine()));
  }
}
