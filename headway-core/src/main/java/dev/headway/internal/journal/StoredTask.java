package dev.headway.internal.journal;

/**
 * What a journal knows of one task: its last record.
 *
 * @param kind what became of it; {@code STARTED} if a run ended before it did
 * @param index its place in the source of the run that recorded it
 * @param startMillis when it started, in milliseconds since 1970
 * @param durationNanos how long it ran
 * @param attempt the number of the attempt, from 1 on
 * @param position where its record begins in the file
 * @param valueLength the length of the stored value in bytes; -1 if none is stored
 */
public record StoredTask(
    RecordKind kind,
    long index,
    long startMillis,
    long durationNanos,
    int attempt,
    long position,
    int valueLength) {

  /**
   * Whether all is stored that a later run needs to deliver it again.
   *
   * @return false for a success without a value
   */
  public boolean isWhole() {
    return kind != RecordKind.DONE || hasValue();
  }

  /**
   * Whether a value is stored.
   *
   * @return true if {@link JournalFile#value} is worth a try
   */
  public boolean hasValue() {
    return valueLength >= 0;
  }
}
