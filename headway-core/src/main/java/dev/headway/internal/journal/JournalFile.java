package dev.headway.internal.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.work.JournalException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A journal that is open: says what earlier runs did, and records what this one does. Safe for use
 * by several threads.
 */
public final class JournalFile implements AutoCloseable {
  private static final int NANOS_IN_MILLI = 1_000_000;

  private final OpenJournal opened;
  private final Contents contents;
  private final TaskReader reader;
  private final JournalWriter writer;
  private final long runNanos;

  private JournalFile(OpenJournal opened, JournalSettings settings) {
    this.opened = opened;
    this.contents = opened.contents();
    this.reader = new TaskReader(opened.file(), contents, opened.values());
    this.writer = opened.writer(settings.durable());
    this.runNanos = settings.nanoTime();
  }

  /**
   * Opens a journal, or begins one, and locks it. What a killed program left unfinished at its end
   * is moved to a file beside it.
   *
   * @param settings which one, and how
   * @return the journal
   * @throws JournalException if it cannot be used
   */
  public static JournalFile open(JournalSettings settings) {
    return open(settings, new Disk());
  }

  static JournalFile open(JournalSettings settings, Disk disk) {
    OpenJournal opened = OpenJournal.open(settings, disk);
    try {
      return new JournalFile(opened, settings);
    } catch (Throwable e) { // There may be no memory for its thread.
      opened.release();
      throw e;
    }
  }

  /**
   * What became of a task in earlier runs, without reading the file.
   *
   * @param key the task
   * @return the kind of its last record; null if there is none
   */
  public @Nullable RecordKind kind(JournalKey key) {
    long found = contents.index().get(key);
    return found == 0 ? null : KeyIndex.kind(found);
  }

  /**
   * What earlier runs recorded of a task; what this run records is not found.
   *
   * @param key the task
   * @return its last record; null if there is none, or it cannot be read
   */
  public @Nullable StoredTask find(JournalKey key) {
    try {
      return reader.find(key);
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * The stored value of a task.
   *
   * @param task what was found
   * @return the bytes; null if none is stored, or they cannot be read: then the task is to run
   *     again
   */
  public byte @Nullable [] value(StoredTask task) {
    try {
      return task.hasValue() ? reader.content(task) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * In how many runs that died, the last without a break, the task was running. It may be what
   * killed them.
   *
   * @param key the task
   * @return 0 if it ended, or never ran for long
   */
  public int deaths(JournalKey key) {
    return contents.deaths(key);
  }

  /**
   * Records that a task runs for a while.
   *
   * @param key the task
   * @param index its place in the source
   * @param startNanos when it started, by the clock of the settings
   * @param attempt the number of the attempt, from 1 on
   */
  public void started(JournalKey key, long index, long startNanos, int attempt) {
    add(RecordKind.STARTED, key, index, startNanos, 0, attempt, Records.NOTHING, null, 0, 0);
  }

  /**
   * Records a success. The bytes are copied before this returns. If the disk is much slower than
   * the tasks, this waits for it.
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
    int kind = value == null ? Records.NOTHING : Records.VALUE;
    byte[] content = value;
    int begin = offset;
    int count = value == null ? 0 : length;
    if (value != null && length > Records.MAX_INLINE) {
      kind = Records.REFERENCE;
      content = writeAside(value, offset, length);
      if (content == null) {
        return 0;
      }
      begin = 0;
      count = content.length;
    }
    return add(
        RecordKind.DONE,
        key,
        index,
        startNanos,
        durationNanos,
        attempt,
        kind,
        content,
        begin,
        count);
  }

  /** The value first, then the record that tells of it; null if it cannot be written. */
  private byte @Nullable [] writeAside(byte[] value, int offset, int length) {
    if (!isComplete()) {
      return null;
    }
    try {
      long position = opened.values().add(value, offset, length);
      int checksum = Records.checksum(value, offset, length);
      return new Reference(0, position, length, checksum).toBytes();
    } catch (IOException e) {
      writer.failWrite(e);
      return null;
    }
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
    String begin = text.substring(0, Math.min(text.length(), Records.MAX_TEXT));
    byte[] bytes = begin.getBytes(UTF_8);
    int length = Math.min(bytes.length, Records.MAX_TEXT);
    return add(
        kind, key, index, startNanos, durationNanos, attempt, Records.TEXT, bytes, 0, length);
  }

  private long add(
      RecordKind kind,
      JournalKey key,
      long index,
      long startNanos,
      long durationNanos,
      int attempt,
      int contentKind,
      byte @Nullable [] content,
      int offset,
      int length) {
    long start = (startNanos - runNanos) / NANOS_IN_MILLI;
    boolean urgent =
        writer
            .buffer()
            .addTask(
                kind,
                key,
                index,
                start,
                durationNanos,
                attempt,
                contentKind,
                content,
                offset,
                length);
    return writer.added(urgent);
  }

  /**
   * Waits until a record is on the disk, or the journal is no longer complete. Costs nothing if it
   * is there already.
   *
   * @param ticket what the record's method returned
   */
  public void awaitSynced(long ticket) {
    writer.awaitSynced(ticket);
  }

  /** Waits until all that was recorded before is written: it outlives this process. */
  public void flush() {
    writer.writeAll();
  }

  /** Writes all as the program ends. What tasks still record until then is written at once. */
  public void exit() {
    writer.exit();
  }

  /**
   * Whether all that was recorded is, or will be, in the file.
   *
   * @return false once a write failed; from then on nothing is recorded
   */
  public boolean isComplete() {
    return writer.problem() == null;
  }

  /**
   * Why the journal is not complete.
   *
   * @return what went wrong and what is lost; null if it is complete
   */
  public @Nullable JournalException problem() {
    return writer.problem();
  }

  /**
   * Which run of the file this is.
   *
   * @return 1 for the first
   */
  public long runs() {
    return contents.runs().size() + 1L;
  }

  /**
   * Whether earlier runs recorded nothing.
   *
   * @return true if no key is known
   */
  public boolean isEmpty() {
    return contents.index().size() == 0;
  }

  /**
   * How many tasks have succeeded in earlier runs.
   *
   * @return how many different keys have a success as their last record
   */
  public long known() {
    return contents.done();
  }

  /**
   * Writes all, says that the run has ended, and lets go of the file. What was not written is told
   * by {@link #problem}. May be called again.
   */
  @Override
  public void close() {
    writer.close();
    opened.release();
  }
}
