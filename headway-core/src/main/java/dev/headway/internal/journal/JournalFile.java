package dev.headway.internal.journal;

import dev.headway.work.JournalException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A journal that is open: says what earlier runs did, and records what this one does. */
public final class JournalFile implements AutoCloseable {

  private record Entry(StoredTask task, byte @Nullable [] value) {}

  private final Map<JournalKey, Entry> entries = new ConcurrentHashMap<>();

  private JournalFile() {}

  /**
   * Opens a journal, or begins one, and locks it.
   *
   * @param settings which one, and how
   * @return the journal
   * @throws JournalException if it cannot be used; nothing has changed then
   */
  public static JournalFile open(JournalSettings settings) {
    return new JournalFile();
  }

  /**
   * What became of a task in earlier runs, without reading the file.
   *
   * @param key the task
   * @return the kind of its last record; null if there is none
   */
  public @Nullable RecordKind kind(JournalKey key) {
    StoredTask task = find(key);
    return task == null ? null : task.kind();
  }

  /**
   * What earlier runs recorded of a task; what this run records is not found.
   *
   * @param key the task
   * @return its last record; null if there is none, or it cannot be read
   */
  public @Nullable StoredTask find(JournalKey key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.task();
  }

  /**
   * The stored value of a task.
   *
   * @param task what was found
   * @return the bytes; null if none is stored, or they cannot be read: then the task is to run
   *     again
   */
  public byte @Nullable [] value(StoredTask task) {
    return null;
  }

  /**
   * Records that a task runs for a while.
   *
   * @param key the task
   * @param index its place in the source
   * @param startNanos when it started, by the clock of the settings
   * @param attempt the number of the attempt, from 1 on
   */
  public void started(JournalKey key, long index, long startNanos, int attempt) {}

  /**
   * Records a success. The bytes are copied before this returns.
   *
   * @param key the task
   * @param index its place in the source
   * @param startNanos when it started, by the clock of the settings
   * @param durationNanos how long it ran
   * @param attempt the number of the attempt, from 1 on
   * @param value where its value is; null if none is stored
   * @param offset where the value begins
   * @param length how long the value is
   * @return a ticket for {@link #awaitSynced}
   */
  public long done(
      JournalKey key,
      long index,
      long startNanos,
      long durationNanos,
      int attempt,
      byte @Nullable [] value,
      int offset,
      int length) {
    StoredTask task =
        new StoredTask(
            RecordKind.DONE, index, 0, durationNanos, attempt, 0, value == null ? -1 : length);
    byte[] copy = value == null ? null : Arrays.copyOfRange(value, offset, offset + length);
    entries.put(key, new Entry(task, copy));
    return 0;
  }

  /**
   * Records that a task did not succeed.
   *
   * @param key the task
   * @param kind {@code FAILED}, {@code TIMED_OUT} or {@code CRASHED}
   * @param index its place in the source
   * @param startNanos when it started, by the clock of the settings
   * @param durationNanos how long it ran
   * @param attempt the number of the attempt, from 1 on
   * @param text what went wrong; the first 4 KiB are kept
   * @return a ticket for {@link #awaitSynced}
   */
  public long failed(
      JournalKey key,
      RecordKind kind,
      long index,
      long startNanos,
      long durationNanos,
      int attempt,
      String text) {
    return 0;
  }

  /**
   * Waits until a record is on the disk, or the journal is no longer complete. Costs nothing if it
   * is there already.
   *
   * @param ticket what the record's method returned
   */
  public void awaitSynced(long ticket) {}

  /** Waits until all that was recorded before is written: it outlives this process. */
  public void flush() {}

  /**
   * Whether all that was recorded is, or will be, in the file.
   *
   * @return false once a write failed; from then on nothing is recorded
   */
  public boolean isComplete() {
    return true;
  }

  /**
   * Why the journal is not complete.
   *
   * @return what went wrong and what is lost; null if it is complete
   */
  public @Nullable JournalException problem() {
    return null;
  }

  /**
   * Which run of the file this is.
   *
   * @return 1 for the first
   */
  public long runs() {
    return 1;
  }

  /**
   * How many tasks have succeeded in earlier runs.
   *
   * @return how many different keys have a success as their last record
   */
  public long known() {
    return entries.size();
  }

  /** Writes all, says that the run has ended, and lets go of the file. May be called again. */
  @Override
  public void close() {}
}
