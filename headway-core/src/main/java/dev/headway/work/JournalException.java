package dev.headway.work;

import dev.headway.internal.text.ControlEscapes;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A journal cannot be used. The message names the file, says why, and what to do. If it is thrown
 * before a job starts, no task has run.
 */
public class JournalException extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  private final transient @Nullable Path path;

  /**
   * Makes the exception.
   *
   * @param path the file of the journal
   * @param message which file, what is wrong with it, and what to do
   * @param cause what the system said, or null
   */
  public JournalException(Path path, String message, @Nullable Throwable cause) {
    super(ControlEscapes.lines(message), cause);
    this.path = path;
  }

  /**
   * The file of the journal.
   *
   * @return the path as the user gave it; null in an exception that came from another process
   */
  public @Nullable Path path() {
    return path;
  }
}
