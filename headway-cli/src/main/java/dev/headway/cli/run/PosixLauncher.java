package dev.headway.cli.run;

import org.jspecify.annotations.Nullable;

/**
 * Starts processes by the system's {@code posix_spawn}. It takes the place of this class in Java 22
 * and later; see the folder {@code java22} beside this one.
 */
final class PosixLauncher {
  private PosixLauncher() {}

  /** Returns null: before Java 22 there is no way to call the system. */
  static @Nullable Launcher find() {
    return null;
  }
}
