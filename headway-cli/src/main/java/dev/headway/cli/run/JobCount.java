package dev.headway.cli.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many jobs run at once: 4, 50% of the processors, or +2 more than these. */
public final class JobCount {
  private static final int MAX = 1024;
  private static final int HUNDRED = 100;
  private static final Pattern FORM = Pattern.compile("(\\+?)(\\d{1,6})(%?)");

  private JobCount() {}

  /**
   * Reads a number.
   *
   * @param text as it was written
   * @param processors how many this program may use
   * @return from 1 to 1024
   * @throws IllegalArgumentException if it is none; the message says what is right
   */
  public static int parse(String text, int processors) {
    Matcher form = FORM.matcher(text);
    boolean matches = form.matches();
    boolean more = matches && !form.group(1).isEmpty();
    boolean percent = matches && !form.group(3).isEmpty();
    if (!matches || more && percent) {
      throw refused(text);
    }
    int number = Integer.parseInt(form.group(2));
    long count =
        more
            ? (long) processors + number
            : percent ? Math.max(number > 0 ? 1 : 0, (long) processors * number / HUNDRED) : number;
    if (count < 1 || count > MAX) {
      throw refused(text);
    }
    return (int) count;
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is no number of jobs from 1 to "
            + MAX
            + ", such as 4, 50% of the processors, or +2 more than these");
  }
}
