package dev.headway.internal.journal;

import org.jspecify.annotations.Nullable;

/** What a record says. The number of each stands in files and never changes. */
public enum RecordKind {
  // KeyIndex has three bits for the kind of a task's record.
  /** A run has begun. */
  RUN(1),
  /** A task has run for a while and goes on. */
  STARTED(2),
  /** A task succeeded. */
  DONE(3),
  /** The function threw. */
  FAILED(4),
  /** The task exceeded its time. */
  TIMED_OUT(5),
  /** The worker died in the task. */
  CRASHED(6),
  /** The run has ended by itself, whether all was done or not. */
  ENDED(7),
  /** All that stands before a position is on the disk. */
  SYNCED(8);

  private static final RecordKind[] ALL = values(); // Each at its number, less one.

  private final int code;

  RecordKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Null if no record is of that kind. */
  static @Nullable RecordKind of(int code) {
    return code >= 1 && code <= ALL.length ? ALL[code - 1] : null;
  }

  /**
   * Whether it is about one task.
   *
   * @return false if it is about a run or the file
   */
  public boolean isOfTask() {
    return this == STARTED || isEnd();
  }

  /**
   * Whether it says what became of a task.
   *
   * @return true for success and each kind of failure
   */
  public boolean isEnd() {
    return this == DONE || this == FAILED || this == TIMED_OUT || this == CRASHED;
  }
}
