package dev.headway.internal.text;

import org.jspecify.annotations.Nullable;

/** Why the JVM could not load a class, in words that a user can do something with. */
public final class LoadErrors {
  private static final int MAX_LENGTH = 300;

  private LoadErrors() {}

  /**
   * Returns a sentence about a class that was not loaded, or null if the fault is of another kind.
   *
   * <p>The JVM names the class alone, or a file of its own. The cause is lost: without a free file
   * descriptor neither can be opened.
   */
  public static @Nullable String of(Throwable fault) {
    if (!isOne(fault)) {
      return null;
    }
    return "the JVM could not load what it needs ("
        + ControlEscapes.value(fault, MAX_LENGTH)
        + "). Either the program has too many open files (see ulimit -n), or a file of its class"
        + " path was replaced while it ran.";
  }

  /** Returns true if the JVM says so where it cannot load a class, or what a class begins with. */
  public static boolean isOne(Throwable fault) {
    return fault instanceof LinkageError || fault instanceof InternalError;
  }
}
