package dev.headway.cli.report;

import dev.headway.internal.text.ControlEscapes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers and names as people read them. */
final class Texts {
  private static final double NANOS = 1e9;

  private Texts() {}

  /** A time: {@code 12 µs}, {@code 3.4 ms}, {@code 0.31 s}, {@code 12.1 s}, {@code 1:02:03}. */
  static String duration(long nanos) {
    double seconds = nanos / NANOS;
    if (nanos > 0 && seconds < 0.001) {
      return String.format(Locale.ROOT, "%.0f µs", seconds * 1e6);
    }
    if (nanos > 0 && seconds < 0.1) {
      return String.format(Locale.ROOT, "%.1f ms", seconds * 1e3);
    }
    if (seconds < 59.95) {
      return seconds < 1
          ? String.format(Locale.ROOT, "%.2f s", seconds)
          : String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  static String seconds(double seconds) {
    return duration((long) (seconds * NANOS));
  }

  static String micros(long micros) {
    return duration(micros * 1000);
  }

  /** A part of all, in percent; small parts are not nothing. */
  static String percent(double part) {
    return part > 0 && part < 0.01
        ? String.format(Locale.ROOT, "%.1f%%", part * 100)
        : String.format(Locale.ROOT, "%.0f%%", part * 100);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number with a noun. */
  static String count(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /** The local time of day and date. */
  static String time(long micros) {
    LocalDateTime time =
        LocalDateTime.ofInstant(instant(micros), ZoneId.systemDefault())
            .truncatedTo(ChronoUnit.SECONDS);
    return time.toLocalDate() + " " + DateTimeFormatter.ISO_LOCAL_TIME.format(time);
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1000L);
  }

  /** Adds a number of at least 0, with its last places behind the point. */
  static void fixed(StringBuilder to, long number, int places) {
    long unit = 1;
    for (int i = 0; i < places; i++) {
      unit *= 10;
    }
    digits(to.append(number / unit).append('.'), number % unit, places);
  }

  /** Adds a number of at least 0, with zeros before it, in so many places. */
  static void digits(StringBuilder to, long number, int places) {
    int end = to.length() + places;
    to.setLength(end);
    long rest = number;
    for (int at = end - 1; at >= end - places; at--) {
      to.setCharAt(at, (char) ('0' + rest % 10));
      rest /= 10;
    }
  }

  /** What a task is called: by its input or command, else by its number. */
  static String name(TaskEntry entry) {
    String name = entry.name();
    return name == null || name.isBlank() ? "#" + entry.index() : ControlEscapes.of(name);
  }

  /** A name with both of its ends, at most so long: commands that are alike differ at the end. */
  static String bothEnds(String name, int length) {
    int[] points = name.codePoints().toArray();
    if (points.length <= length) {
      return name;
    }
    int first = (length - 1) / 2;
    int last = length - 1 - first;
    return new String(points, 0, first) + "…" + new String(points, points.length - last, last);
  }
}
