package dev.headway.cli.run;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a job may run: 10, 1.5, 90s, 5m, 2h, 1d. */
public final class TimeLimit {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)([smhd]?)");
  private static final Duration MAX = Duration.ofDays(366);
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  private TimeLimit() {}

  /**
   * Reads a duration.
   *
   * @param text as it was written
   * @return above 0
   * @throws IllegalArgumentException if it is none, or 0, or more than a year
   */
  public static Duration parse(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      BigDecimal seconds =
          new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(seconds(form.group(2))));
      if (seconds.signum() > 0 && seconds.compareTo(BigDecimal.valueOf(MAX.toSeconds())) <= 0) {
        return Duration.ofNanos(seconds.multiply(NANOS).longValue());
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no time above 0, such as 10 (seconds), 1.5, 5m, 2h, 1d");
  }

  private static long seconds(String unit) {
    return switch (unit) {
      case "m" -> 60;
      case "h" -> Duration.ofHours(1).toSeconds();
      case "d" -> Duration.ofDays(1).toSeconds();
      default -> 1;
    };
  }
}
