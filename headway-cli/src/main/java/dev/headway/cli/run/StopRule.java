package dev.headway.cli.run;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a run ends early.
 *
 * @param now true if running jobs are ended then; else they end by themselves
 * @param what which jobs are counted
 * @param number how many of them, or how many percent of all
 * @param percent true if the number is a percentage
 */
public record StopRule(boolean now, What what, long number, boolean percent) {
  /** No failure ends the run. */
  public static final StopRule NEVER = new StopRule(false, What.NONE, 0, false);

  /** As in GNU parallel: no percentage of one or two jobs ends a run. */
  private static final int MIN_OF_PERCENT = 3;

  private static final int HUNDRED = 100;

  private static final Pattern LONG_FORM =
      Pattern.compile("(soon|now),(fail|success|done)=(\\d{1,9})(%?)");
  private static final Pattern SHORT_FORM = Pattern.compile("(?:(soon|now),)?(\\d{1,9})(%?)");

  /** Which jobs are counted. */
  public enum What {
    /** None. */
    NONE,
    /** Those that did not end well. */
    FAIL,
    /** Those that did. */
    SUCCESS,
    /** All that have ended. */
    DONE
  }

  /**
   * Reads never, first, 3, 10%, soon or now and one of them with a comma between, or the long form
   * of GNU parallel.
   *
   * @param text as it was written
   * @return the rule
   * @throws IllegalArgumentException if it is none of these; the message says what is right
   */
  public static StopRule parse(String text) {
    String numbered = text.replaceFirst("(^|,)first$", "$11");
    if (text.equals("never")) {
      return NEVER;
    }
    StopRule rule = longForm(text);
    if (rule == null) {
      Matcher few = SHORT_FORM.matcher(numbered);
      rule =
          few.matches()
              ? of("now".equals(few.group(1)), What.FAIL, few.group(2), few.group(3))
              : null;
    }
    if (rule == null) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is none of never, first, 3, 10%; soon, or now, may stand before it"
              + " (now,first), and GNU's form is right too (now,fail=1)");
    }
    return rule;
  }

  /**
   * Reads what follows {@code --halt} of GNU parallel, whose short forms are numbers.
   *
   * @param text as it was written
   * @return the rule
   * @throws IllegalArgumentException if it is none of them; the message says what is right
   */
  public static StopRule parseHalt(String text) {
    return switch (text) {
      case "0", "never" -> NEVER;
      case "1" -> new StopRule(false, What.FAIL, 1, false);
      case "2" -> new StopRule(true, What.FAIL, 1, false);
      case "-1" -> new StopRule(false, What.SUCCESS, 1, false);
      case "-2" -> new StopRule(true, What.SUCCESS, 1, false);
      default -> {
        StopRule rule = text.endsWith("%") ? parseShort(text) : longForm(text);
        if (rule == null) {
          throw new IllegalArgumentException(
              "'"
                  + text
                  + "' is none of never, soon,fail=1, now,success=1, soon,done=10%, 0, 1, 2"
                  + ", -1, -2, 10%");
        }
        yield rule;
      }
    };
  }

  private static @Nullable StopRule parseShort(String text) {
    Matcher percent = SHORT_FORM.matcher(text);
    return percent.matches() && percent.group(1) == null
        ? of(false, What.FAIL, percent.group(2), percent.group(3))
        : longForm(text);
  }

  private static @Nullable StopRule longForm(String text) {
    Matcher whole = LONG_FORM.matcher(text);
    return whole.matches()
        ? of(
            whole.group(1).equals("now"),
            What.valueOf(whole.group(2).toUpperCase(Locale.ROOT)),
            whole.group(3),
            whole.group(4))
        : null;
  }

  private static @Nullable StopRule of(boolean now, What what, String number, String sign) {
    long value = Long.parseLong(number);
    boolean percent = !sign.isEmpty();
    return value < 1 || percent && value > HUNDRED ? null : new StopRule(now, what, value, percent);
  }

  /**
   * Returns the long form, which {@link #parse} reads. That of a record is linked at run time,
   * which takes 10 ms of each start: picocli asks for the text of each value.
   */
  @Override
  public String toString() {
    String counted = what.name().toLowerCase(Locale.ROOT);
    return what == What.NONE
        ? "never"
        : (now ? "now," : "soon,") + counted + '=' + number + (percent ? "%" : "");
  }

  /**
   * Tells whether the run is to end.
   *
   * @param total how many inputs there are, or a negative number if that is not known yet
   */
  boolean isReached(long failed, long succeeded, long total) {
    long count =
        switch (what) {
          case NONE -> 0;
          case FAIL -> failed;
          case SUCCESS -> succeeded;
          case DONE -> failed + succeeded;
        };
    if (what == What.NONE) {
      return false;
    }
    return percent
        ? total >= 0 && count >= MIN_OF_PERCENT && count * HUNDRED >= number * total
        : count >= number;
  }
}
