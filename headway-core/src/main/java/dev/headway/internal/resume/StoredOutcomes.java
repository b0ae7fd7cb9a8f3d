package dev.headway.internal.resume;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.internal.journal.JournalFile;
import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.journal.RecordKind;
import dev.headway.internal.journal.StoredTask;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.UserText;
import dev.headway.work.Outcome;
import dev.headway.work.RemoteTaskException;
import dev.headway.work.WorkerCrashedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Writes outcomes to a journal and makes them of its records again. A value that cannot be written
 * or read costs nothing but itself: its task runs again. Safe for use by several threads.
 */
final class StoredOutcomes<A extends @Nullable Object, B extends @Nullable Object> {
  /** An outcome that was not tried in this run. */
  private static final int NO_ATTEMPT = 0;

  /** How much of the text of an exception is kept. */
  private static final int MAX_TEXT = 1000;

  private static final String SEPARATOR = ": ";

  private final JournalFile file;
  private final ValueCodec codec;
  private final @Nullable ClassLoader loader;
  private final AtomicBoolean warnedOfWrite = new AtomicBoolean();
  private final AtomicBoolean warnedOfRead = new AtomicBoolean();
  private final AtomicBoolean warnedOfLoss = new AtomicBoolean();

  StoredOutcomes(JournalFile file, ValueCodec codec, @Nullable ClassLoader loader) {
    this.file = file;
    this.codec = codec;
    this.loader = loader;
  }

  /** Returns the outcome that a record tells; null if the task has to run again. */
  @Nullable Outcome<A, B> read(StoredTask task, long index, A input) {
    try {
      return outcome(task, index, input);
    } catch (Throwable e) { // The value is read by the user's code, and may be too long for us.
      if (!warnedOfRead.getAndSet(true)) {
        UserText.warn(
            StoredOutcomes.class,
            "A value in the journal cannot be read, perhaps since its class has changed. What has"
                + " such a value runs again. Give the job another version: Journal.version(...)",
            e);
      }
      return null;
    }
  }

  private @Nullable Outcome<A, B> outcome(StoredTask task, long index, A input)
      throws IOException, ClassNotFoundException {
    if (task.kind() == RecordKind.DONE) {
      byte[] bytes = task.hasValue() ? value(task) : null;
      return bytes == null ? null : success(bytes, index, input);
    }
    byte[] bytes = file.value(withText(task));
    String text = bytes == null ? "The journal does not say why." : new String(bytes, UTF_8);
    return switch (task.kind()) {
      case FAILED -> new Outcome.Failure<>(index, input, error(text), NO_ATTEMPT);
      case TIMED_OUT ->
          new Outcome.TimedOut<>(index, input, Duration.ofNanos(task.durationNanos()), NO_ATTEMPT);
      case CRASHED ->
          new Outcome.Crashed<>(index, input, new WorkerCrashedException(text), NO_ATTEMPT);
      default -> null; // It had begun, and nobody knows what became of it.
    };
  }

  private byte @Nullable [] value(StoredTask task) {
    byte[] bytes = file.value(task);
    if (bytes == null && !warnedOfLoss.getAndSet(true)) {
      System.getLogger(StoredOutcomes.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "A value in the journal is missing or spoiled, so its input runs again. Long values"
                  + " are in a file beside the journal; keep both.");
    }
    return bytes;
  }

  /** A failure has a text where a success has its value. */
  private static StoredTask withText(StoredTask task) {
    return new StoredTask(
        task.kind(),
        task.index(),
        task.startMillis(),
        task.durationNanos(),
        task.attempt(),
        task.position(),
        0);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // The function of the same version has made it.
  private Outcome<A, B> success(byte[] bytes, long index, A input)
      throws IOException, ClassNotFoundException {
    return new Outcome.Success<>(index, input, (B) codec.decode(bytes, loader), NO_ATTEMPT);
  }

  /** The class and the message are all that a journal keeps of an exception. */
  private static RemoteTaskException error(String text) {
    int end = text.indexOf(SEPARATOR);
    return end < 0
        ? new RemoteTaskException(text, null, null)
        : new RemoteTaskException(
            text.substring(0, end), text.substring(end + SEPARATOR.length()), null);
  }

  /** Records a success with its value. Returns the ticket of the record. */
  long writeSuccess(Task task, @Nullable Object value) {
    long[] ticket = {-1};
    try {
      codec.encode(value, (array, offset, length) -> ticket[0] = done(task, array, offset, length));
    } catch (Throwable e) { // The value's own code may throw anything, or need too much memory.
      if (!warnedOfWrite.getAndSet(true)) {
        UserText.warn(
            StoredOutcomes.class,
            "The journal cannot keep a result, so its input runs again in the next run. Let results"
                + " be serializable, or keep only that inputs are done: Journal.marksOnly()",
            e);
      }
    }
    return ticket[0] >= 0 ? ticket[0] : writeMark(task);
  }

  /** Records a success without a value. Returns the ticket of the record. */
  long writeMark(Task task) {
    return done(task, null, 0, 0);
  }

  private long done(Task task, byte @Nullable [] value, int offset, int length) {
    return file.done(
        task.key,
        task.index,
        task.startNanos,
        task.durationNanos,
        task.attempt,
        value,
        offset,
        length);
  }

  /** Records that a task did not succeed. Returns the ticket of the record. */
  long writeFailure(Task task, RecordKind kind, Throwable error) {
    String name =
        error instanceof RemoteTaskException remote
            ? remote.originalClass()
            : error.getClass().getName();
    String message = UserText.message(error);
    return file.failed(
        task.key,
        kind,
        task.index,
        task.startNanos,
        task.durationNanos,
        task.attempt,
        ControlEscapes.of(message == null ? name : name + SEPARATOR + message, MAX_TEXT));
  }

  /**
   * A task that has ended.
   *
   * @param startNanos when it started, by the clock of the run
   */
  record Task(JournalKey key, long index, long startNanos, long durationNanos, int attempt) {}
}
