package dev.headway.internal.process.launch;

import dev.headway.internal.text.UserText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a full machine says from what is wrong with a command. The JDK has no types for it,
 * only texts: of the errno where it starts a process, of the C library elsewhere, and of a JVM that
 * finds no room while it starts.
 */
final class ResourceExhaustion {
  private static final List<String> MESSAGES =
      List.of(
          "error=11,",
          "error=12,",
          "error=23,",
          "error=24,",
          "Failed to exec spawn helper", // It runs before the command, and names no errno.
          "Too many open files",
          "Resource temporarily unavailable",
          "Cannot allocate memory",
          "No space left on device",
          "Disk quota exceeded",
          "unable to create native thread");

  private static final List<String> MESSAGES_OF_JVMS =
      List.of(
          "error='Not enough space'", // As some systems call it.
          "Cannot create worker GC thread",
          "Cannot create VM thread",
          "Out of system resources",
          "pthread_create failed",
          "Failed to start",
          "insufficient memory for the Java Runtime Environment",
          "Native memory allocation",
          "Could not reserve enough space",
          "Could not allocate",
          "Unable to allocate",
          "Failed to reserve",
          "Failed to commit",
          "unable to allocate",
          "unable to map",
          "failed to map memory",
          "failed to map segment from shared object",
          "cannot create shared memory",
          "cannot apply additional memory protection",
          "fork: retry");

  private ResourceExhaustion() {}

  /** The first line in which a JVM speaks of a full machine, or null. */
  static @Nullable String line(List<String> printed) {
    return printed.stream()
        .filter(line -> isAmong(MESSAGES, line) || isAmong(MESSAGES_OF_JVMS, line))
        .findFirst()
        .orElse(null);
  }

  private static boolean isAmong(List<String> messages, String text) {
    return messages.stream().anyMatch(text::contains);
  }

  static boolean isCauseOf(@Nullable Throwable fault) {
    int depth = 0;
    for (Throwable e = fault; e != null && depth < 10; e = UserText.cause(e)) {
      String message = UserText.message(e);
      if (message != null && isAmong(MESSAGES, message)) {
        return true;
      }
      depth++;
    }
    return false;
  }
}
