package dev.headway.cli.report;

/** What became of a task, as far as a file tells. */
enum TaskOutcome {
  SUCCEEDED("succeeded", "succeeded"),
  FAILED("failed", "failed"),
  TIMED_OUT("timedOut", "timed out"),
  CRASHED("crashed", "crashed"),
  /** A joblog has the same numbers for both. */
  STOPPED("stopped", "timed out, or ended with the run"),
  CANCELLED("cancelled", "cancelled"),
  /** A run ended before it did, or it goes on. */
  UNFINISHED("unfinished", "started and not ended");

  private final String field;
  private final String words;

  TaskOutcome(String field, String words) {
    this.field = field;
    this.words = words;
  }

  /** Its name in JSON and CSV. */
  String field() {
    return field;
  }

  /** Its name for people. */
  String words() {
    return words;
  }

  boolean isFailure() {
    return this == FAILED || this == TIMED_OUT || this == CRASHED || this == STOPPED;
  }

  /** Whether it ran to an end, so that its time says something. */
  boolean hasTime() {
    return this == SUCCEEDED || isFailure();
  }
}
