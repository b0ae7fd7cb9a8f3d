package dev.headway.internal.resume;

import dev.headway.internal.journal.JournalSettings;
import dev.headway.internal.journal.RecordKind;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the journal of a job is kept.
 *
 * @param key makes of an input what identifies it; null if the input does itself
 * @param kept tasks with such a record do not run again
 * @param marksOnly true if values are not stored: what is done is skipped, and not delivered again
 * @param durable true if each outcome is on the disk before it is delivered
 * @param strict true if the run ends when the journal cannot be written
 * @param codec reads and writes the values
 */
public record JournalConfig<A extends @Nullable Object>(
    Path path,
    @Nullable Function<? super A, ?> key,
    String version,
    JournalSettings.OtherVersion otherVersion,
    Set<RecordKind> kept,
    boolean marksOnly,
    boolean durable,
    boolean strict,
    ValueCodec codec) {

  /** Returns what identifies an input. */
  @Nullable Object identity(A input) {
    return key == null ? input : key.apply(input);
  }

  JournalSettings settings(String jobName, long now) {
    return new JournalSettings(path, jobName, version, otherVersion, durable, false, now);
  }
}
