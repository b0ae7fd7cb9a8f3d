package dev.headway.internal.journal;

import dev.headway.internal.text.FileErrors;
import dev.headway.internal.text.UserText;
import dev.headway.work.JournalException;
import java.nio.file.Path;

/** What is told of a journal that is written no more: why, and what counts of it. */
final class WriteFaults {
  private static final String ENDED = "; this run records nothing more.";

  private static final int MAX_LENGTH = 1000;

  private final Path path;

  /** Takes the path as the user gave it. */
  WriteFaults(Path path) {
    this.path = path;
  }

  JournalException unwritten(Throwable cause) {
    return ended(
        "The journal ",
        " cannot be written: " + reason(cause) + ". What was recorded before counts",
        cause);
  }

  JournalException unsynced(Throwable cause) {
    return ended(
        "The journal ",
        " cannot be brought to the disk: "
            + reason(cause)
            + ". What was recorded since this last succeeded does not count",
        cause);
  }

  JournalException changed(ChangedFileException cause) {
    return ended(
        "Something else has changed the journal ",
        " while this job used it: " + cause.getMessage() + ". What it no longer has runs again",
        cause);
  }

  private JournalException ended(String before, String behind, Throwable cause) {
    return new JournalException(path, before + Disk.shown(path) + behind + ENDED, cause);
  }

  private static String reason(Throwable cause) {
    return cause instanceof Exception e
        ? FileErrors.of(e)
        : cause instanceof OutOfMemoryError
            ? "there is not enough memory"
            : UserText.of(cause, MAX_LENGTH);
  }
}
