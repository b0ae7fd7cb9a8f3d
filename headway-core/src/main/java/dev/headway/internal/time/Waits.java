package dev.headway.internal.time;

/** Waits that an interrupt does not end. The thread is interrupted again after the wait. */
public final class Waits {

  /** What a thread waits for; may be begun several times. */
  @FunctionalInterface
  public interface Wait {
    /**
     * Waits, but not for ever.
     *
     * @param interrupted whether the thread was interrupted, before the wait or in it
     * @throws InterruptedException if it was interrupted again; then the wait begins anew
     */
    void await(boolean interrupted) throws InterruptedException;
  }

  private Waits() {}

  /**
   * Waits to the end.
   *
   * @param wait what for
   */
  public static void uninterrupted(Wait wait) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          wait.await(interrupted);
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
