package dev.headway.work;

/**
 * A worker died while it ran a task. The message names the worker, how it ended and the last lines
 * that it printed to standard error.
 */
public class WorkerCrashedException extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message which worker, how it ended, and its last lines
   */
  public WorkerCrashedException(String message) {
    super(message);
  }
}
