package dev.headway.work;

import dev.headway.text.Visible;
import org.jspecify.annotations.Nullable;

/**
 * A worker could not be started. The message says what was tried, why it failed, and what to do.
 */
public class WorkerStartException extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  private final boolean scarce;

  /**
   * Makes the exception.
   *
   * @param message what was tried, why it failed, and what to do
   * @param cause what made it fail, or null
   */
  public WorkerStartException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  /**
   * Makes the exception.
   *
   * @param message what was tried, why it failed, and what to do
   * @param cause what made it fail, or null
   * @param scarce true if the machine has no room for the worker, so that nothing is wrong with it:
   *     workers that are up go on without it
   */
  public WorkerStartException(String message, @Nullable Throwable cause, boolean scarce) {
    super(Visible.lines(message), cause);
    this.scarce = scarce;
  }

  /**
   * Whether the machine had no room for the worker: too few file descriptors, processes or threads,
   * or too little memory.
   *
   * @return true if so; false if something is wrong with the worker
   */
  public boolean scarce() {
    return scarce;
  }
}
