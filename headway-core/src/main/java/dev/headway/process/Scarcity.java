package dev.headway.process;

import dev.headway.text.UserText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a full machine says from what is wrong with a command. The JDK has no types for it,
 * only texts: of the errno where it starts a process, of the C library elsewhere.
 */
final class Scarcity {
  private static final List<String> SAYINGS =
      List.of(
          "error=11,",
          "error=12,",
          "error=23,",
          "error=24,",
          "Failed to exec spawn helper", // It runs before the command, and names no errno.
          "Too many open files",
          "Resource temporarily unavailable",
          "Cannot allocate memory",
          "unable to create native thread");

  private Scarcity() {}

  static boolean isCauseOf(@Nullable Throwable fault) {
    int depth = 0;
    for (Throwable e = fault; e != null && depth < 10; e = UserText.cause(e)) {
      String message = UserText.message(e);
      if (message != null && SAYINGS.stream().anyMatch(message::contains)) {
        return true;
      }
      depth++;
    }
    return false;
  }
}
