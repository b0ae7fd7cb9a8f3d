package dev.headway.cli.report;

import org.jspecify.annotations.Nullable;

/**
 * One attempt at a task, as a file tells of it.
 *
 * @param index the number of the task in its file or source
 * @param startMicros when it began; {@link #UNKNOWN} if that is not told
 * @param nanos how long it ran
 * @param outcome what became of it
 * @param retried whether a further attempt followed, so that this is not the end of the task
 * @param attempt the number of the attempt, from 1 on
 * @param slot the worker that ran it, from 0; -1 if that is not told
 * @param exit its exit status; {@link #NO_STATUS} if there is none
 * @param signal the signal that ended it, or 0
 * @param name its input or command; null if that is not told
 * @param error what went wrong; null if nothing did, or that is not told
 */
record TaskEntry(
    long index,
    long startMicros,
    long nanos,
    TaskOutcome outcome,
    boolean retried,
    int attempt,
    int slot,
    int exit,
    int signal,
    @Nullable String name,
    @Nullable String error) {

  /** A time that is not known. */
  static final long UNKNOWN = Long.MIN_VALUE;

  /** An exit status that is not known. */
  static final int NO_STATUS = Integer.MIN_VALUE;

  boolean isTimed() {
    return startMicros != UNKNOWN && outcome.hasTime();
  }

  long endMicros() {
    return startMicros + nanos / 1000;
  }

  /** Whether it is the last attempt, which says how the task ended. */
  boolean isLast() {
    return !retried;
  }
}
