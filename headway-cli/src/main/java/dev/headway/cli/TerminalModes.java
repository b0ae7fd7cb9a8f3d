package dev.headway.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an output has changed in a terminal and not set back, such as that the cursor is hidden. Not
 * safe for use by several threads.
 */
final class TerminalModes {
  /** The modes by their numbers, or all of them at once. */
  private static final Pattern CHANGE = Pattern.compile("\033(?:c|\\[\\?([0-9;]{1,40})([hl]))");

  private static final Pattern BEGINNING = Pattern.compile("\033(?:\\[(?:\\?[0-9;]{0,40})?)?");

  /** Lines are wrapped, and the cursor is shown. */
  private static final Set<String> USUALLY_ON = Set.of("7", "25");

  /** There are some thirty of them. */
  private static final int MOST = 100;

  private final Map<String, Boolean> changed = new LinkedHashMap<>();

  /** The beginning of a sequence whose rest has not come yet. */
  private String begun = "";

  /** Takes in what is written. */
  void note(String output) {
    String text = begun + output;
    Matcher change = CHANGE.matcher(text);
    while (change.find()) {
      if (change.group(1) == null) {
        changed.clear();
      } else {
        for (String mode : change.group(1).split(";")) {
          set(mode, change.group(2).equals("h"));
        }
      }
    }
    int last = text.lastIndexOf('\033');
    String rest = last < 0 ? "" : text.substring(last);
    begun = BEGINNING.matcher(rest).matches() ? rest : "";
  }

  private void set(String mode, boolean on) {
    if (on == USUALLY_ON.contains(mode)) {
      changed.remove(mode);
    } else if (changed.size() < MOST) {
      changed.put(mode, on);
    }
  }

  /** Returns what sets all back; empty if nothing is to be. */
  String reset() {
    StringBuilder text = new StringBuilder();
    changed.forEach((mode, on) -> text.append("\033[?").append(mode).append(on ? 'l' : 'h'));
    return text.toString();
  }
}
