package dev.headway.cli.run;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many jobs may start in a time: 5/s, 100/m, 1000/h. */
public final class Rate {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)/([smhd])");
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal MOST = BigDecimal.valueOf(100_000);

  private Rate() {}

  /**
   * Reads a rate.
   *
   * @param text as it was written
   * @return how far apart jobs start
   * @throws IllegalArgumentException if it is none; the message says what is right
   */
  public static Duration parse(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      BigDecimal count = new BigDecimal(form.group(1));
      BigDecimal nanos = BigDecimal.valueOf(TimeLimit.parse("1" + form.group(2)).toNanos());
      boolean slow = count.multiply(NANOS).compareTo(nanos.multiply(MOST)) <= 0;
      if (count.signum() > 0 && slow) {
        return Duration.ofNanos(nanos.divide(count, RoundingMode.CEILING).longValue());
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no rate of jobs, such as 5/s, 100/m, 1000/h or 10/d");
  }
}
