package dev.headway.cli;

import dev.headway.internal.text.FileErrors;
import dev.headway.recording.CastConversion;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Makes one file of another. What is there is replaced only when the new one is whole. */
final class Conversion {
  private final CastConversion content;
  private final Path to;

  /**
   * A conversion that is to be made.
   *
   * @param content of what, and what it becomes
   * @param to the file to make
   */
  Conversion(CastConversion content, Path to) {
    this.content = content;
    this.to = to;
  }

  /** Makes the file, and returns the number of the line in which the recording is cut off, or 0. */
  int make() throws IOException {
    Path part = Files.createTempFile(folder(), ".headway-", ".part");
    try {
      int truncatedLine;
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part))) {
        truncatedLine = content.write(file);
      }
      permit(part);
      Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
      return truncatedLine;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Where the file goes; refuses what could not be made. */
  private Path folder() throws IOException {
    Path folder = to.toAbsolutePath().getParent();
    if (Files.isDirectory(to)) {
      throw new FileSystemException(to.toString(), null, "it is a folder");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new NoSuchFileException(to.toString(), null, "there is no folder " + folder);
    }
    return folder;
  }

  /** Describes a file that could not be made, by the name that the user gave. */
  static UserError unwritable(Path file, IOException e) {
    return new UserError(file + " cannot be written: " + FileErrors.of(e) + ".");
  }

  /** As what is there, or as a copy of the recording: what few may read, is read by no more. */
  private void permit(Path part) throws IOException {
    Path usual = part.resolveSibling(part.getFileName() + ".usual");
    try {
      if (Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)) {
        Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(to));
        return;
      }
      Files.createFile(usual);
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(usual);
      permissions.retainAll(Files.getPosixFilePermissions(content.from()));
      Files.setPosixFilePermissions(part, permissions);
    } catch (UnsupportedOperationException noSuchPermissions) {
      // Then there is nothing to set.
    } finally {
      Files.deleteIfExists(usual);
    }
  }
}
