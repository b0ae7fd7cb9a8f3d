package dev.headway.cli;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Writes the script that teaches a shell to complete the words of this command. */
@Command(
    name = "completion",
    description = {
      "Print a completion script for bash, zsh or fish.",
      "To use it at once: source <(headway completion bash), the same with zsh, or in fish:"
          + " headway completion fish | source"
    })
final class Completion implements Runnable {

  /** An autoloaded function has to complete at its first call; what is sourced must not. */
  private static final String ZSH_END =
      """

      if [ "${funcstack[1]}" = "_headway" ]; then
        _bash_complete -o default -F _complete_headway
      fi
      """;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      defaultValue = "bash",
      converter = Reader.class,
      description = "The shell: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Shell shell;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  Completion() {}

  @Override
  public void run() {
    CommandLine headway = spec.root().commandLine();
    String script =
        switch (shell) {
          case BASH -> AutoComplete.bash("headway", headway);
          case ZSH -> "#compdef headway\n" + zsh(AutoComplete.bash("headway", headway)) + ZSH_END;
          case FISH -> FishCompletion.of(headway.getCommandSpec());
        };
    ConsoleOutput.of(spec).line(script);
  }

  /** An autoloaded function expands no alias, and zsh has no such command. */
  private static String zsh(String script) {
    return script.replace("alias compopt=complete", "function compopt { return 0; }");
  }

  /** The shells that have a script. */
  enum Shell {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads the name of a shell. */
  static final class Reader implements ITypeConverter<Shell> {
    @Override
    public Shell convert(String text) {
      for (Shell each : Shell.values()) {
        if (each.name().equalsIgnoreCase(text)) {
          return each;
        }
      }
      throw new TypeConversionException("'" + text + "' is none of the shells bash, zsh, fish");
    }
  }
}
