package dev.headway.work;

import org.jspecify.annotations.Nullable;

/**
 * A worker could not be started. The message says what was tried, why it failed, and what to do.
 */
public class WorkerStartException extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what was tried, why it failed, and what to do
   * @param cause what made it fail, or null
   */
  public WorkerStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
