package dev.headway.cli.run;

import java.util.ArrayList;
import java.util.List;

/**
 * Text that a shell runs, with the values as its positional parameters. A placeholder inside of the
 * text is refused: the shell would parse the value.
 */
final class ShellText {

  private ShellText() {}

  /**
   * Returns the words that run a text.
   *
   * @param text a byte text
   * @param parameters the words that become $1, $2 and so on
   * @throws UsageProblem if the text has a placeholder
   */
  static List<String> words(String text, List<String> parameters) {
    List<String> used = new ArrayList<>();
    String corrected = corrected(text, used);
    if (!used.isEmpty()) {
      boolean alone = used.equals(List.of(Placeholder.VALUE.text()));
      throw new UsageProblem(
          used.get(0)
              + " inside of the text of --sh would be parsed by the shell. Write: --sh "
              + ShellQuote.word(corrected)
              + (alone ? "" : " " + String.join(" ", used)));
    }
    List<String> words = new ArrayList<>(List.of("sh", "-c", text, "sh"));
    words.addAll(parameters);
    return words;
  }

  /** Returns a text that was meant for a shell, as it is right. */
  static String corrected(String text) {
    String made = corrected(text, new ArrayList<>());
    return made.equals(text) ? text + " \"$1\"" : made;
  }

  /** Returns the text with a parameter in the place of each placeholder, which are noted. */
  private static String corrected(String text, List<String> used) {
    StringBuilder made = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      Placeholder found = i > 0 && text.charAt(i - 1) == '$' ? null : Template.at(text, i);
      if (found == null) {
        made.append(text.charAt(i++));
        continue;
      }
      if (!used.contains(found.text())) {
        used.add(found.text());
      }
      i += found.text().length();
      boolean quoted = isQuote(made, text, i);
      if (quoted) {
        made.setLength(made.length() - 1);
        i++;
      }
      made.append("\"$").append(used.indexOf(found.text()) + 1).append('"');
    }
    return made.toString();
  }

  /** Whether the placeholder stands alone in quotes, which the parameter brings along. */
  private static boolean isQuote(CharSequence before, String text, int behind) {
    if (before.length() == 0 || behind >= text.length()) {
      return false;
    }
    char quote = before.charAt(before.length() - 1);
    return (quote == '"' || quote == '\'') && text.charAt(behind) == quote;
  }
}
