package dev.headway.cli;

import dev.headway.internal.text.FileErrors;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds out why standard output took no more; Java's streams know only that it failed. */
final class StandardOutput {

  private StandardOutput() {}

  /**
   * The reason, or null if the reader has read enough, as {@code head} does, and none is needed.
   */
  @SuppressWarnings("resource") // It belongs to the process.
  static @Nullable String problem() {
    try {
      new FileOutputStream(FileDescriptor.out).write('\n');
      return null;
    } catch (IOException e) {
      return FileErrors.isBrokenPipe(e) ? null : FileErrors.of(e);
    }
  }
}
