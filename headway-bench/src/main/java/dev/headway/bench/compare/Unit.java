package dev.headway.bench.compare;

import java.util.Locale;

/**
 * What the numbers of a row are shown in. Contestants answer in a base unit: nanoseconds for each
 * item, bytes, or percent.
 *
 * @param name as it stands in the table
 * @param size how many of the base unit it has; for a throughput what an item carries
 * @param throughput true if the time for each item is shown as an amount for each second
 */
record Unit(String name, double size, boolean throughput) {
  static final Unit NANOS = new Unit("ns", 1, false);
  static final Unit MICROS = new Unit("µs", 1e3, false);
  static final Unit MILLIS = new Unit("ms", 1e6, false);
  static final Unit SECONDS = new Unit("s", 1e9, false);
  static final Unit MEBIBYTES = new Unit("MiB", 1 << 20, false);
  static final Unit TIMES = new Unit("×", 1, false);
  static final Unit PERCENT = new Unit("%", 1, false);

  /** Mebibytes a second, where each item carries so many. */
  static Unit mebibytesPerSecond(double mebibytes) {
    return new Unit("MiB/s", mebibytes, true);
  }

  String show(double base) {
    double shown = throughput ? size / (base / 1e9) : base / size;
    double magnitude = Math.abs(shown);
    String format = magnitude >= 100 ? "%,.0f" : magnitude >= 10 ? "%.1f" : "%.3f";
    return String.format(Locale.ROOT, magnitude >= 1 && magnitude < 10 ? "%.2f" : format, shown);
  }
}
