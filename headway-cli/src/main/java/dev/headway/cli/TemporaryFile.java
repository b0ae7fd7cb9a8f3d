package dev.headway.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** A file that is there while a command needs it, and no longer: not after Ctrl-C either. */
public final class TemporaryFile {
  private static final SecureRandom NAMES = new SecureRandom();

  private TemporaryFile() {}

  /**
   * Makes an empty file that its owner alone may read. It is deleted when the process ends.
   *
   * @param folder where it is made
   * @param prefix how its name begins
   * @param suffix how its name ends
   * @return the file
   * @throws IOException if it cannot be made
   */
  public static Path in(Path folder, String prefix, String suffix) throws IOException {
    while (true) {
      Path file = folder.resolve(prefix + Long.toUnsignedString(NAMES.nextLong()) + suffix);
      deleteOnExit(file);
      try {
        return Files.createFile(file, attributes(file));
      } catch (FileAlreadyExistsException e) {
        // Another name, then.
      }
    }
  }

  private static FileAttribute<?>[] attributes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Before the file is made: a signal may come at any moment. */
  static void deleteOnExit(Path file) throws IOException {
    try {
      file.toFile().deleteOnExit();
    } catch (IllegalStateException e) {
      throw new IOException("the program is ending", e);
    }
  }
}
