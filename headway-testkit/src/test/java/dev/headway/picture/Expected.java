package dev.headway.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the last section must have shown to be worth a picture. A machine that is busy with other
 * things lets tasks end together, and then a bar that tells the truth jumps.
 */
final class Expected {

  private static final List<Integer> STEPS = List.of(0, 20, 40, 60, 80, 100);
  private static final String RESULT = "[6, 5, 4, 3, 2]";
  private static final Pattern HEADLINE = Pattern.compile("5\\. .*");
  private static final Pattern BAR = Pattern.compile("add one +(\\d+)% .*");

  private Expected() {}

  /** What is missing, for a person to read; empty if nothing is. */
  static String missingFrom(List<Still> film) {
    List<Integer> steps = new ArrayList<>();
    for (Still still : film) {
      List<String> rows = still.texts();
      int headline = lastMatch(rows, HEADLINE);
      int bar = lastMatch(rows, BAR);
      if (headline >= 0 && bar > headline) {
        Matcher matcher = BAR.matcher(rows.get(bar));
        int percent = matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
        if (!steps.contains(percent)) {
          steps.add(percent);
        }
      }
    }
    if (!steps.equals(STEPS)) {
      return "the last bar stood at " + steps + " %, not at each of " + STEPS + " %";
    }
    List<String> end = film.get(film.size() - 1).texts();
    int result = lastMatch(end, Pattern.compile("Result: .*"));
    if (result < 0 || !end.get(result).contains(RESULT)) {
      return "the last result is not " + RESULT;
    }
    return "";
  }

  private static int lastMatch(List<String> rows, Pattern pattern) {
    for (int i = rows.size() - 1; i >= 0; i--) {
      if (pattern.matcher(rows.get(i)).matches()) {
        return i;
      }
    }
    return -1;
  }
}
