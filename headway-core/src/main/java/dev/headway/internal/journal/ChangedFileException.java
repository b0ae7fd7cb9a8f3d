package dev.headway.internal.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** Something else has removed, replaced or changed a file that only this program may write. */
final class ChangedFileException extends IOException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  private ChangedFileException(String message) {
    super(message);
  }

  /**
   * Checks that a file is what was written to it. What is written to a file that is no longer in
   * its place would be lost, and in one that was cut it would stand behind a hole.
   *
   * @param path its name
   * @param size how long it should be
   */
  static void check(ByteFile file, Path path, long size) throws IOException {
    long length = file.size();
    long named = file.namedSize();
    if (length == size && named == size) {
      return;
    }
    String name = "the file " + Disk.shown(Objects.requireNonNullElse(path.getFileName(), path));
    if (named == ByteFile.NO_FILE) {
      throw new ChangedFileException(name + " is not there any more");
    }
    throw new ChangedFileException(
        length == size
            ? name + " was replaced by another"
            : name + " has " + length + " bytes in place of " + size);
  }
}
