package dev.headway.internal.terminal.settings;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which terminals show a mark in the taskbar for OSC 9;4. Nothing is sent to any other, since those
 * that do not know it show a message for each.
 */
public final class TaskbarSupport {

  /** Switches marks on, for terminals that are not in the list, or off. */
  public static final String VARIABLE = "HEADWAY_TASKBAR";

  private static final int PTYXIS = 48;

  /** In the list of features of a terminal, each begins with a capital letter. */
  private static final Pattern PROGRESS = Pattern.compile("P(?![a-z])");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  private TaskbarSupport() {}

  /** Whether the terminal of this environment shows marks, as far as it is known. */
  public static boolean isKnown(Map<String, String> environment) {
    Boolean wanted = OnOffVariables.of(environment, VARIABLE);
    if (wanted != null) {
      return wanted;
    }
    if (!environment.getOrDefault("TMUX", "").isEmpty() || environment.containsKey("STY")) {
      return false; // What these pass on is not for the terminal around them.
    }
    String program = environment.getOrDefault("TERM_PROGRAM", "");
    return program.equals("WezTerm")
        || program.equalsIgnoreCase("ghostty")
        || PROGRESS.matcher(environment.getOrDefault("TERM_FEATURES", "")).find()
        || !environment.getOrDefault("WT_SESSION", "").isEmpty()
        || environment.getOrDefault("ConEmuANSI", "").equalsIgnoreCase("ON")
        || number(environment.getOrDefault("PTYXIS_VERSION", "")) >= PTYXIS;
  }

  private static int number(String version) {
    Matcher first = NUMBER.matcher(version);
    return first.lookingAt() ? Integer.parseInt(first.group()) : 0;
  }
}
