package dev.headway.work;

import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception of a worker process that could not be serialized. It keeps the class
 * name, the message, the stack of the worker, and the causes, which are of this class too.
 */
public final class RemoteTaskException extends Exception {
  @java.io.Serial private static final long serialVersionUID = 1L;

  /** The name of the class of the original. */
  private final String originalClass;

  /**
   * Makes the exception.
   *
   * @param originalClass the name of the class of the original
   * @param message the message of the original, or null if it had none
   * @param cause what stands for the cause of the original, or null if it had none
   */
  public RemoteTaskException(
      String originalClass, @Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
    this.originalClass = originalClass;
  }

  /**
   * The class of the exception that this one stands for.
   *
   * @return its binary name
   */
  public String originalClass() {
    return originalClass;
  }

  @Override
  public String toString() {
    String message = getMessage();
    return message == null ? originalClass : originalClass + ": " + message;
  }
}
