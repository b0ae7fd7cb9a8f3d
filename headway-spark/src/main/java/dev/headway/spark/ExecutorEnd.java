package dev.headway.spark;

import java.util.concurrent.TimeUnit;

/**
 * Whether this executor ends. A system that ends a machine or a container tells all its processes,
 * and a worker process may be gone before the executor knows: then its task is not at fault.
 */
final class ExecutorEnd {
  /** The exit status of a process that the signal TERM has ended. */
  private static final int TERMINATED = 143;

  private static final int CHECKS = 20;
  private static final long CHECK_MILLIS = 50;

  private ExecutorEnd() {}

  /** Whether a worker process that has ended so was no crash. May wait a second. */
  static boolean mayExplain(int exitStatus) {
    for (int check = 0; check < CHECKS && exitStatus == TERMINATED; check++) {
      if (isNear()) {
        return true;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(CHECK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return isNear();
  }

  /** Whether this JVM ends. */
  static boolean isNear() {
    Thread never = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(never);
      Runtime.getRuntime().removeShutdownHook(never);
      return false;
    } catch (IllegalStateException e) { // The JVM says so in no other way.
      return true;
    }
  }
}
