package dev.headway.cli;

import dev.headway.internal.text.FileErrors;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one file of another. What is there is replaced only when the new one is whole; a link
 * stays, and the file that it leads to is replaced. What is no file, and what stands for an open
 * file of this process, is written to.
 */
final class OutputFile {
  private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");
  private static final Path STANDARD_ERROR = Path.of("/dev/stderr");
  private static final List<Path> OPEN_FILES =
      List.of(Path.of("/dev/fd"), Path.of("/proc/self/fd"));

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
    if (isOpen() || Files.exists(to) && !Files.isRegularFile(to) && !Files.isDirectory(to)) {
      try (OutputStream device = new BufferedOutputStream(device())) {
        content.write(device); // Such as a pipe, which cannot be replaced.
      }
      return;
    }
    Path target = target();
    Path part = TemporaryFile.in(folder(target), ".headway-", ".part");
    try {
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part))) {
        content.write(file);
      }
      permit(part, target);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** The file behind a link, which may be missing. */
  private Path target() throws IOException {
    if (Files.exists(to)) {
      return to.toRealPath();
    }
    return Files.isSymbolicLink(to) ? to.resolveSibling(Files.readSymbolicLink(to)) : to;
  }

  private boolean isOpen() {
    Path named = to.toAbsolutePath().normalize();
    return isStandardOutput()
        || named.equals(STANDARD_ERROR)
        || OPEN_FILES.contains(named.getParent());
  }

  /** By another name too: to replace the file would lose what others have written to it. */
  private boolean isStandardOutput() {
    try {
      return to.toAbsolutePath().normalize().equals(STANDARD_OUTPUT)
          || Files.exists(to) && Files.isSameFile(to, Path.of("/dev/fd/1"));
    } catch (IOException e) {
      return false;
    }
  }

  /** A file that is open has text in it perhaps, and others may still write to it. */
  private OutputStream device() throws IOException {
    if (!isOpen()) {
      return Files.newOutputStream(to);
    }
    if (isStandardOutput()) {
      return new StandardStream(); // What is printed later goes on behind it.
    }
    return Files.newOutputStream(to, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  /** Standard output, which stays open. */
  private static final class StandardStream extends FileOutputStream {
    StandardStream() {
      super(FileDescriptor.out);
    }

    @Override
    public void close() {}
  }

  /** Where the file goes; refuses what could not be made. */
  private static Path folder(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "it is a folder");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new NoSuchFileException(target.toString(), null, "there is no folder " + folder);
    }
    return folder;
  }

  /** Describes a file that could not be made, by the name that the user gave. */
  static UserError unwritable(Path file, IOException e) {
    return new UserError(file + " cannot be written: " + FileErrors.of(e) + ".");
  }

  /** As what is there, or as a copy of the source: what few may read, is read by no more. */
  private void permit(Path part, Path target) throws IOException {
    Path usual = part.resolveSibling(part.getFileName() + ".usual");
    try {
      if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
        Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(target));
        return;
      }
      TemporaryFile.deleteOnExit(usual);
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
