package dev.headway.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The script by which the shell fish completes a command. Picocli has those of bash and zsh. */
final class FishCompletion {
  private static final Set<Class<?>> FILES = Set.of(Path.class, File.class);

  /** What the lines below ask for: whether the cursor is behind these commands. */
  private static final String FUNCTIONS =
      """
      # Completion of headway for fish.
      function __headway_in
          set -l words (commandline -opc)
          for name in headway $argv
              test "$words[1]" = $name; or test $name = headway; or return 1
              set -e words[1]
          end
      end
      function __headway_at
          test (commandline -opc | count) -eq (count headway $argv); and __headway_in $argv
      end
      """;

  private final StringBuilder script = new StringBuilder(FUNCTIONS);

  private FishCompletion() {}

  /** Makes the script for a command with all its subcommands. */
  static String of(CommandSpec root) {
    FishCompletion completion = new FishCompletion();
    completion.add(root, "");
    return completion.script.toString();
  }

  private void add(CommandSpec command, String path) {
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        line("__headway_in" + path, names(option) + values(option), description(option));
      }
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      String candidates = candidates(parameter);
      if (!candidates.isEmpty()) {
        line("__headway_at" + path, " -f -a " + quoted(candidates), description(parameter));
      }
    }
    for (CommandLine each : command.subcommands().values()) {
      CommandSpec subcommand = each.getCommandSpec();
      if (!subcommand.usageMessage().hidden()) {
        String description = first(subcommand.usageMessage().description());
        line("__headway_at" + path, " -f -a " + subcommand.name(), description);
        add(subcommand, path + " " + subcommand.name());
      }
    }
  }

  private void line(String condition, String completes, String description) {
    script.append("complete -c headway -n ").append(quoted(condition)).append(completes);
    script.append(" -d ").append(quoted(description)).append('\n');
  }

  private static String names(OptionSpec option) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      boolean isLong = name.startsWith("--");
      names.append(isLong ? " -l " : " -s ").append(name.substring(isLong ? 2 : 1));
    }
    return names.toString();
  }

  /** What stands behind an option: nothing, a file, one of some words, or any word. */
  private static String values(ArgSpec option) {
    if (option.arity().max() == 0) {
      return "";
    }
    Class<?>[] types = option.auxiliaryTypes(); // Of the elements, where there are several.
    if (FILES.contains(types.length == 0 ? option.type() : types[0])) {
      return " -r -F";
    }
    String candidates = candidates(option);
    return candidates.isEmpty() ? " -x" : " -x -a " + quoted(candidates);
  }

  private static String candidates(ArgSpec argument) {
    List<String> words = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(words::add);
    }
    return String.join(" ", words);
  }

  private static String description(ArgSpec argument) {
    return first(argument.description());
  }

  /** Without the marks of a format. Picocli has resolved those of options, but no others. */
  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0].replace("%%", "%").replace("%n", " ");
  }

  /** As one word of fish. */
  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
