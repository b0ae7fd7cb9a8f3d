package dev.headway.cli.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of processes that run at once: 4, 0.5, or 80% of the processors. */
public final class LoadLimit {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)(%?)");
  private static final double HUNDRED = 100;

  private LoadLimit() {}

  /**
   * Reads a number.
   *
   * @param text as it was written
   * @param processors how many this program may use
   * @return above 0
   * @throws IllegalArgumentException if it is none; the message says what is right
   */
  public static double parse(String text, int processors) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      double number = Double.parseDouble(form.group(1));
      double limit = form.group(2).isEmpty() ? number : number * processors / HUNDRED;
      if (limit > 0) {
        return limit;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no number of processes above 0, such as 4, or 80% of the processors");
  }
}
