package dev.headway.cli.run;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time: 10, 1.5, 90s, 5m, 2h, 1d, 1h30m. */
public final class TimeLimit {
  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)([smhd]|$)");
  private static final Pattern FORM = Pattern.compile("(?:" + PART + "){1,9}");
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
    if (FORM.matcher(text).matches()) {
      BigDecimal seconds = BigDecimal.ZERO;
      Matcher part = PART.matcher(text);
      while (part.find()) {
        BigDecimal unit = BigDecimal.valueOf(seconds(part.group(2)));
        seconds = seconds.add(new BigDecimal(part.group(1)).multiply(unit));
      }
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
