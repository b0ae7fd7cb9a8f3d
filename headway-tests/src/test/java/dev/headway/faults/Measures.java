package dev.headway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/** What the tests measure, one line each in {@code target/faults.tsv}: row, what, value, bound. */
final class Measures {
  /** The bounds are meant for an idle machine with two processors. */
  private static final int NOISE = 4;

  /** Where the machine has other work too, only what seems to hang is an error. */
  private static final Duration HANGS = Duration.ofSeconds(60);

  private static final Path FILE =
      Path.of(System.getProperty("basedir", ""), "target", "faults.tsv");

  private Measures() {}

  /** Writes down how long something took, and holds it against its bound. */
  static void within(String row, String what, long nanos, Duration bound) {
    record(row, what, nanos / 1e9, bound.toNanos() / 1e9);
    assertThat(Duration.ofNanos(nanos)).as("row %s, %s", row, what).isLessThan(patience(bound));
  }

  /**
   * How long something may take: with {@code -Dfaults.strict=true} four times its bound, else long
   * enough for any machine.
   */
  static Duration patience(Duration bound) {
    Duration most = bound.multipliedBy(NOISE);
    return Boolean.getBoolean("faults.strict") || most.compareTo(HANGS) > 0 ? most : HANGS;
  }

  static synchronized void record(String row, String what, double value, double bound) {
    String line = String.format(Locale.ROOT, "%s\t%s\t%.3f\t%.3f%n", row, what, value, bound);
    try {
      Files.createDirectories(FILE.toAbsolutePath().getParent());
      Files.writeString(FILE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
