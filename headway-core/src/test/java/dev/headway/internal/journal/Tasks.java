package dev.headway.internal.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.internal.journal.JournalSettings.OtherVersion;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tasks with keys, values and times that follow from their numbers. */
final class Tasks {
  private static final long MILLI = 1_000_000;

  /** Tests kill many owners, and cut many tails; that each is noted is of no use here. */
  private static final Logger QUIET = Logger.getLogger(OpenJournal.class.getName());

  static {
    QUIET.setLevel(Level.WARNING);
  }

  private Tasks() {}

  /** A key that is spread as those of a hash are. */
  static JournalKey key(long number) {
    long high = mix(number);
    return new JournalKey(high, (int) mix(high));
  }

  private static long mix(long number) {
    long z = (number + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  static byte[] value(long number) {
    return ("value " + number).getBytes(UTF_8);
  }

  static long done(JournalFile journal, long number) {
    byte[] value = value(number);
    return journal.done(key(number), number, number * MILLI, 5 * number, 1, value, 0, value.length);
  }

  /** What is known of a value; null if the task is not done. */
  static @Nullable String stored(JournalFile journal, long number) {
    StoredTask task = journal.find(key(number));
    byte[] value = task == null || task.kind() != RecordKind.DONE ? null : journal.value(task);
    return value == null ? null : new String(value, UTF_8);
  }

  static JournalSettings settings(Path path) {
    return JournalSettings.of(path, 0);
  }

  static JournalSettings durable(Path path) {
    return new JournalSettings(path, "", "", OtherVersion.REFUSE, true, false, 0);
  }

  static JournalSettings version(Path path, String version, OtherVersion other) {
    return new JournalSettings(path, "job", version, other, false, false, 0);
  }

  static JournalFile open(Path path) {
    return JournalFile.open(settings(path));
  }
}
