package dev.headway.cli.run;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words behind the options, taken apart.
 *
 * @param template the command
 * @param values the inputs; null if they are read from a stream
 */
record Words(Template template, @Nullable List<String> values) {
  private static final String VALUES = ":::";
  private static final Set<String> OTHERS = Set.of(VALUES, "::::", ":::+", "::::+");

  /**
   * Takes the words apart.
   *
   * @param shellText what a shell is to run; then the words before the values are its parameters
   * @throws UsageProblem if they are not understood
   */
  static Words of(List<String> words, @Nullable String shellText) {
    int at = 0;
    while (at < words.size() && !OTHERS.contains(words.get(at))) {
      at++;
    }
    List<String> values = null;
    if (at < words.size()) {
      values = List.copyOf(words.subList(at + 1, words.size()));
      checkSource(words.get(at));
      values.stream().filter(OTHERS::contains).forEach(Words::refuse);
    }
    List<String> command = words.subList(0, at);
    if (shellText != null) {
      List<String> parameters = command.isEmpty() ? List.of(Placeholder.VALUE.text()) : command;
      return new Words(Template.of(ShellText.words(shellText, parameters)), values);
    }
    if (command.isEmpty()) {
      throw new UsageProblem(
          "There is no command before the values. If each value is a command line, let a shell run"
              + " it: headway run sh -c {}");
    }
    return new Words(Template.of(command), values);
  }

  private static void checkSource(String word) {
    if (!word.equals(VALUES)) {
      refuse(word);
    }
  }

  private static void refuse(String word) {
    throw new UsageProblem(
        switch (word) {
          case VALUES -> "Several lists of values (:::) are not supported; give one.";
          case "::::" -> "Files of values behind :::: are not supported; use -a FILE.";
          default -> "Linked lists of values (" + word + ") are not supported.";
        });
  }
}
