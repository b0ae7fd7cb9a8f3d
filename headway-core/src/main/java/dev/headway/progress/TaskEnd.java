package dev.headway.progress;

/** How a task ended. */
public enum TaskEnd {
  /** With a value. */
  SUCCEEDED,
  /** With an exception. */
  FAILED,
  /** Because it ran for longer than it may. */
  TIMED_OUT,
  /** With the death of its worker. */
  CRASHED
}
