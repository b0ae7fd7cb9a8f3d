package dev.headway.work;

import dev.headway.internal.text.ControlEscapes;
import org.jspecify.annotations.Nullable;

/**
 * A worker could not be started. The first line of the message says which and why; what follows are
 * details, such as its command and what it printed.
 */
public class WorkerStartException extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  private final boolean isTransient;

  /**
   * Makes the exception for a worker with which something is wrong.
   *
   * @param message what was tried, why it failed, and what to do; a warning quotes its first line
   * @param cause what made it fail, or null
   */
  public WorkerStartException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  /**
   * Makes the exception.
   *
   * @param message what was tried, why it failed, and what to do; a warning quotes its first line
   * @param cause what made it fail, or null
   * @param isTransient true if the cause may pass, so that it is worth another try. The machine has
   *     too few resources now, or something killed the worker while it started
   */
  public WorkerStartException(String message, @Nullable Throwable cause, boolean isTransient) {
    super(ControlEscapes.lines(message), cause);
    this.isTransient = isTransient;
  }

  /**
   * Whether the cause may pass by itself. Either the machine had too few resources for the worker:
   * file descriptors, processes, threads, memory or disk space. Or something killed it while it
   * started. If so, a pool without a worker tries again a few times; otherwise it gives up at once.
   * While another worker is up, the pool always tries again.
   *
   * @return true if the cause may pass; false if something is wrong with the worker
   */
  public boolean isTransient() {
    return isTransient;
  }
}
