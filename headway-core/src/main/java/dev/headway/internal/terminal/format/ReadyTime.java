package dev.headway.internal.terminal.format;

import dev.headway.progress.Forecast;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** When it will be ready, by the clock on the wall: {@code ready ~14:35}, {@code ~Tue 9:10}. */
public final class ReadyTime {

  /** Sooner ends are told well enough by the time that is left. */
  private static final Duration FAR = Duration.ofMinutes(10);

  private static final Duration DAY = Duration.ofDays(1);

  /** A day of the week means the next one of its name. */
  private static final Duration WEEK = Duration.ofDays(6);

  private static final int STEP_MINUTES = 5;

  private ReadyTime() {}

  /** Rounded up to five minutes; empty if it is soon, or farther away than a week. */
  public static String of(Forecast forecast, LocalDateTime now) {
    Duration left = Duration.ofNanos(forecast.likelyNanos());
    if (left.compareTo(FAR) <= 0 || left.compareTo(WEEK) > 0) {
      return "";
    }
    LocalDateTime end = now.plus(left).withSecond(0).withNano(0);
    end = end.plusMinutes(STEP_MINUTES - end.getMinute() % STEP_MINUTES);
    String pattern = left.compareTo(DAY) < 0 ? "H:mm" : "EEE H:mm";
    String ready = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(end);
    return (left.compareTo(DAY) < 0 ? "ready ~" : "~") + ready;
  }
}
