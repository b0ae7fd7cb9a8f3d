package dev.headway.cli.run;

import java.util.ArrayList;
import java.util.List;

/**
 * Text that a shell runs, with the values as its positional parameters. A placeholder inside of the
 * text is refused: the shell would parse the value.
 */
final class ShellText {
  static final String SHELL = "sh";

  private ShellText() {}

  /**
   * Returns the words that run a text, but for those that become $1, $2 and so on.
   *
   * @param text a byte text
   * @throws UsageProblem if the text has a placeholder
   */
  static List<String> words(String text, Syntax syntax) {
    List<String> used = new ArrayList<>();
    String corrected = corrected(text, used, syntax);
    if (!used.isEmpty()) {
      boolean alone = used.equals(List.of(syntax.value()));
      throw new UsageProblem(
          used.get(0)
              + " inside of the text of --sh would be parsed by the shell. Write: --sh "
              + ShellQuote.word(corrected)
              + (alone ? "" : " " + String.join(" ", used)));
    }
    return List.of(SHELL, "-c", text, SHELL);
  }

  /** Returns a text that was meant for a shell, as it is right. */
  static String corrected(String text) {
    String made = corrected(text, new ArrayList<>(), Syntax.USUAL);
    return made.equals(text) ? text + " \"$1\"" : made;
  }

  /** Returns the text with a parameter in the place of each placeholder, which are noted. */
  private static String corrected(String text, List<String> used, Syntax syntax) {
    StringBuilder made = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      Placeholder found = i > 0 && text.charAt(i - 1) == '$' ? null : syntax.at(text, i);
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
