package dev.headway.cli;

import dev.headway.internal.text.FileErrors;
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
import org.jspecify.annotations.Nullable;

/** Makes one file of another. What is there is replaced only when the new one is whole. */
final class OutputFile {
  private final Path to;
  private final @Nullable Path from;

  /** Writes what stands in a file. */
  @FunctionalInterface
  interface Content {
    void write(OutputStream to) throws IOException;
  }

  /**
   * A file that is to be made.
   *
   * @param to the file to make
   * @param from what it is made of; null if that is no file of the user's
   */
  OutputFile(Path to, @Nullable Path from) {
    this.to = to;
    this.from = from;
  }

  /** Makes the file. */
  void make(Content content) throws IOException {
    if (Files.exists(to) && !Files.isRegularFile(to) && !Files.isDirectory(to)) {
      try (OutputStream device = new BufferedOutputStream(Files.newOutputStream(to))) {
        content.write(device); // Such as a pipe, which cannot be replaced.
      }
      return;
    }
    Path part = Files.createTempFile(folder(), ".headway-", ".part");
    try {
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part))) {
        content.write(file);
      }
      permit(part);
      Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
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

  /** As what is there, or as a copy of the source: what few may read, is read by no more. */
  private void permit(Path part) throws IOException {
    Path usual = part.resolveSibling(part.getFileName() + ".usual");
    try {
      if (Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)) {
        Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(to));
        return;
      }
      Files.createFile(usual);
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(usual);
      if (from != null) {
        permissions.retainAll(Files.getPosixFilePermissions(from));
      }
      Files.setPosixFilePermissions(part, permissions);
    } catch (UnsupportedOperationException noSuchPermissions) {
      // Then there is nothing to set.
    } finally {
      Files.deleteIfExists(usual);
    }
  }
}
